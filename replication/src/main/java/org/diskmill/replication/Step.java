// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.List;

/**
 * One act of a plan. Steps are values that hold the steps they need, so there are no circles, and a
 * publication at an edge cannot be built without the one at the site that feeds it: every
 * publication in every plan that can exist stands on the centre's.
 */
public sealed interface Step {
  /** Names the step in its plan. */
  String id();

  /** Where it happens. */
  Site site();

  /** What must be done before. */
  List<Step> needs();

  /** The bytes are in the store, whole, whether or not they can be seen yet. */
  sealed interface Stage extends Step {
    /** What is staged. */
    Artifact artifact();
  }

  /** Listens in while the artifact is made. */
  record StageLive(Artifact artifact, Site site) implements Stage {
    @Override
    public String id() {
      return "stage-live " + site.name();
    }

    @Override
    public List<Step> needs() {
      return List.of();
    }
  }

  /**
   * Takes the bytes from a site above this one, once they are published there.
   *
   * @param upstream the publication at the site that feeds this one, or at one that feeds that
   */
  record StagePull(Artifact artifact, Site.Edge site, Publish upstream) implements Stage {
    public StagePull {
      Site above = site.upstream();
      while (!above.equals(upstream.site()) && above instanceof Site.Edge edge) {
        above = edge.upstream();
      }
      if (!above.equals(upstream.site())) {
        throw new IllegalArgumentException(
            "upstream: " + upstream.site().name() + " is not above " + site.name());
      }
    }

    @Override
    public String id() {
      return "stage-pull " + site.name();
    }

    @Override
    public List<Step> needs() {
      return List.of(upstream);
    }
  }

  /** The store shows the artifact already; nothing is sent. */
  record Found(Artifact artifact, Site site) implements Stage {
    @Override
    public String id() {
      return "found " + site.name();
    }

    @Override
    public List<Step> needs() {
      return List.of();
    }
  }

  /** The bytes in the store are the right ones. */
  record Prove(Stage staged, ProofPolicy policy) implements Step {
    public Prove {
      if (policy == ProofPolicy.RECORDED && !(staged instanceof Found)) {
        throw new IllegalArgumentException("policy: bytes that are new here must be read back");
      }
    }

    @Override
    public String id() {
      return "prove " + site().name();
    }

    @Override
    public Site site() {
      return staged.site();
    }

    @Override
    public List<Step> needs() {
      return List.of(staged);
    }
  }

  /** The store shows the bytes. */
  sealed interface Publish extends Step {
    /** That they are the right ones. */
    Prove proof();

    @Override
    default Site site() {
      return proof().site();
    }

    @Override
    default String id() {
      return "publish " + site().name();
    }
  }

  /** Where every publication starts. */
  record PublishCentral(Prove proof) implements Publish {
    public PublishCentral {
      if (!(proof.site() instanceof Site.Central)) {
        throw new IllegalArgumentException("proof: " + proof.site().name() + " is not the centre");
      }
    }

    @Override
    public List<Step> needs() {
      return List.of(proof);
    }
  }

  /** Follows the publication at the site that feeds this one. */
  record PublishEdge(Prove proof, Publish upstream) implements Publish {
    public PublishEdge {
      requireFeeds(upstream, proof.site());
    }

    @Override
    public List<Step> needs() {
      return List.of(proof, upstream);
    }
  }

  private static void requireFeeds(Publish upstream, Site site) {
    if (!(site instanceof Site.Edge edge) || !edge.upstream().equals(upstream.site())) {
      throw new IllegalArgumentException(
          "upstream: " + upstream.site().name() + " does not feed " + site.name());
    }
  }
}
