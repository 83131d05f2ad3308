// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A plan in the making: the publication of each site that is needed, and an order for it all. */
final class PlanDraft {
  private final Request request;
  private final Topology topology;
  private final Observed observed;
  private final Set<Site> targets;
  private final Map<Site, Step.Publish> publications = new LinkedHashMap<>();

  PlanDraft(Request request, Topology topology, Observed observed, Set<Site> targets) {
    this.request = request;
    this.topology = topology;
    this.observed = observed;
    this.targets = targets;
  }

  Plan plan() throws PlanException {
    SortedMap<String, String> skipped = new TreeMap<>();
    for (Site site : topology.sites()) {
      if (targets.contains(site)) {
        if (observed.copy(site) == CopyState.VERIFIED) {
          skipped.put(site.name(), "has it already, verified");
        } else {
          publication(site);
        }
      }
    }
    return new Plan(request.artifact(), request.policy(), ordered(), skipped);
  }

  /** The publication at a site, with all that it stands on. */
  private Step.Publish publication(Site site) throws PlanException {
    Step.Publish known = publications.get(site);
    if (known != null) {
      return known;
    }
    Step.Publish publish;
    if (site instanceof Site.Edge edge) {
      Step.Publish upstream = publication(edge.upstream());
      publish = new Step.PublishEdge(proof(stage(edge, upstream)), upstream);
    } else {
      publish = new Step.PublishCentral(proof(stageCentral()));
    }
    publications.put(site, publish);
    return publish;
  }

  private Step.Stage stageCentral() throws PlanException {
    Site.Central site = topology.central();
    requireSound(site);
    if (observed.copy(site) != CopyState.ABSENT) {
      return new Step.Found(request.artifact(), site);
    }
    if (request.method() == Request.Method.COPY || !targets.contains(site)) {
      requireAsked(site);
      throw new PlanException(
          RuleCode.CENTRAL_COPY_MISSING,
          "store " + site.name() + ": the centre has no copy of image "
              + request.artifact().image());
    }
    requireListening(site);
    return new Step.StageLive(request.artifact(), site);
  }

  private Step.Stage stage(Site.Edge site, Step.Publish upstream) throws PlanException {
    requireSound(site);
    if (observed.copy(site) != CopyState.ABSENT) {
      return new Step.Found(request.artifact(), site);
    }
    if (!targets.contains(site)) {
      requireAsked(site);
      throw new PlanException(
          RuleCode.NO_VERIFIED_SOURCE,
          "store " + site.name() + ": feeds a store that shall have image "
              + request.artifact().image() + ", and neither has it nor shall have it");
    }
    boolean together = request.policy() == FailurePolicy.ALL_OR_NOTHING;
    if (together) {
      requireListening(site);
    }
    boolean live = observed.copy(topology.central()) == CopyState.ABSENT;
    if (live && observed.listening().contains(site.name())) {
      return new Step.StageLive(request.artifact(), site);
    }
    // Together, nothing new is shown before everything is proven: only the centre shows it by then.
    return new Step.StagePull(
        request.artifact(), site, together ? publication(topology.central()) : upstream);
  }

  private Step.Prove proof(Step.Stage staged) {
    boolean recorded = observed.copy(staged.site()) == CopyState.VERIFIED;
    return new Step.Prove(staged, recorded ? ProofPolicy.RECORDED : ProofPolicy.READ_BACK);
  }

  private void requireSound(Site site) throws PlanException {
    if (observed.copy(site) == CopyState.CORRUPT) {
      throw new PlanException(
          RuleCode.REPLICA_CORRUPT,
          "store " + site.name() + ": its copy of image " + request.artifact().image()
              + " is not what was taken in");
    }
  }

  /** What a store that cannot be reached does not show may well be there. */
  private void requireAsked(Site site) throws PlanException {
    if (observed.unreachable(site).isPresent()) {
      throw new PlanException(
          RuleCode.STORE_FAILED,
          "image " + request.artifact().image() + ": its copy in " + site.name()
              + " is needed and cannot be asked for: "
              + observed.unreachable(site).get());
    }
  }

  private void requireListening(Site site) throws PlanException {
    if (!observed.listening().contains(site.name())) {
      throw new PlanException(
          RuleCode.STORE_NOT_WRITABLE,
          "store " + site.name() + ": cannot keep an object unseen, which the centre and"
              + " all-or-nothing need");
    }
  }

  /** What is there comes first, then all that needs nothing; the rest site by site, or together. */
  private List<Step> ordered() {
    Set<Step> steps = new LinkedHashSet<>();
    publications.values().stream()
        .filter(publish -> publish.proof().staged() instanceof Step.Found)
        .filter(publish -> steps.containsAll(above(publish)))
        .forEach(publish -> steps.addAll(chain(publish)));
    publications.values().stream()
        .map(publish -> publish.proof().staged())
        .filter(Step.StageLive.class::isInstance)
        .forEach(steps::add);
    if (request.policy() == FailurePolicy.ALL_OR_NOTHING) {
      publications.values().forEach(publish -> steps.add(publish.proof().staged()));
      publications.values().forEach(publish -> steps.add(publish.proof()));
    }
    publications.values().forEach(publish -> steps.addAll(chain(publish)));
    return new ArrayList<>(steps);
  }

  private static List<Step> above(Step.Publish publish) {
    return publish instanceof Step.PublishEdge edge ? List.of(edge.upstream()) : List.of();
  }

  private static List<Step> chain(Step.Publish publish) {
    return List.of(publish.proof().staged(), publish.proof(), publish);
  }
}
