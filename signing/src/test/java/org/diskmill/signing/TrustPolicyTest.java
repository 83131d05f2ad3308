// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustPolicyTest {
  private final Identity root = CertificateMaker.root("root");

  @Test
  void aPolicyWithoutAnAnchorCannotBeBuilt() {
    assertThatThrownBy(
            () -> TrustPolicy.named("p").anySigner().revocation(Revocation.OFF).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0 anchors and 1 signers");
  }

  @Test
  void aPolicyWithoutASignerRuleCannotBeBuilt() {
    assertThatThrownBy(() -> TrustPolicy.named("p")
            .anchor(root.certificate())
            .revocation(Revocation.OFF)
            .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 anchors and 0 signers");
  }

  @Test
  void aPolicyThatDoesNotChooseAboutRevocationCannotBeBuilt() {
    assertThatThrownBy(
            () -> TrustPolicy.named("p").anchor(root.certificate()).anySigner().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("revocation");
  }

  @Test
  void revocationListsThatWouldBeIgnoredAreRefused() {
    assertThatThrownBy(() -> TrustPolicy.named("p")
            .anchor(root.certificate())
            .anySigner()
            .revocation(Revocation.OFF)
            .revocationLists(List.of(RevocationLists.of(root)))
            .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ignore");
  }

  @Test
  void anAnchorWithNameConstraintsIsRefused() {
    Identity bound =
        CertificateMaker.of("bound", Keys.p256()).authority().nameConstraints().make();
    assertThatThrownBy(() -> TrustPolicy.named("p").anchor(bound.certificate()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name constraints");
  }

  @Test
  void twoRulesOfOneLabelAreRefused() {
    TrustPolicy.Builder builder = TrustPolicy.named("p").signer("a", root.certificate());
    assertThatThrownBy(() -> builder.signer("a", leaf -> true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.schemes(Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatABuilderLearnsLaterDoesNotReachAPolicyItBuilt() {
    Identity other = CertificateMaker.root("other");
    TrustPolicy.Builder builder = TrustPolicy.named("p")
        .anchor(root.certificate())
        .signer("root", root.certificate())
        .revocation(Revocation.OFF);
    TrustPolicy policy = builder.build();
    builder.anchor(other.certificate()).anySigner();
    assertThat(policy.anchors()).containsExactly(root.certificate());
    assertThat(policy.signer(other.certificate())).isEmpty();
  }
}
