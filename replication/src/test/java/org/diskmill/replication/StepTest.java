// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What cannot be built cannot be planned. */
class StepTest {
  private final Artifact artifact = new Artifact(new UUID(1, 2), "raw");
  private final Site.Central centre = new Site.Central("c");
  private final Site.Edge near = new Site.Edge("near", centre);
  private final Site.Edge far = new Site.Edge("far", near);

  private Step.Prove proof(Site site) {
    return new Step.Prove(new Step.StageLive(artifact, site), ProofPolicy.READ_BACK);
  }

  @Test
  void anEdgeIsNotTheCentre() {
    Step.Prove proof = proof(near);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Step.PublishCentral(proof))
        .withMessageContaining("near is not the centre");
  }

  @Test
  void anEdgeFollowsTheSiteThatFeedsItAndNoOther() {
    Step.PublishCentral central = new Step.PublishCentral(proof(centre));
    Step.Prove proof = proof(far);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Step.PublishEdge(proof, central))
        .withMessageContaining("c does not feed far");
  }

  @Test
  void theCentreFollowsNobody() {
    Step.PublishCentral central = new Step.PublishCentral(proof(centre));
    Step.Prove proof = proof(centre);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Step.PublishEdge(proof, central))
        .withMessageContaining("c does not feed c");
  }

  @Test
  void bytesComeFromAboveOnly() {
    Step.PublishCentral central = new Step.PublishCentral(proof(centre));
    Step.Publish atNear = new Step.PublishEdge(proof(near), central);
    Site.Edge sibling = new Site.Edge("sibling", centre);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Step.StagePull(artifact, sibling, atNear))
        .withMessageContaining("near is not above sibling");
  }

  @Test
  void newBytesAreReadBack() {
    Step.Stage live = new Step.StageLive(artifact, centre);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Step.Prove(live, ProofPolicy.RECORDED));
  }

  @Test
  void aPlanNamesNoStepBeforeWhatItNeeds() {
    Step.Prove proof = proof(centre);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Plan(
            artifact,
            FailurePolicy.BEST_EFFORT,
            List.of(proof, proof.staged()),
            Collections.emptySortedMap()))
        .withMessageContaining("prove c comes before what it needs");
  }
}
