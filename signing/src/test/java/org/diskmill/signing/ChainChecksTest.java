// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diskmill.signing.CertificateMaker.NOW;
import static org.diskmill.signing.Refusals.assertRefused;

import java.io.IOException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.diskmill.signing.UntrustedException.Reason;
import org.junit.jupiter.api.Test;

class ChainChecksTest {
  private final Identity root = CertificateMaker.root("root");
  private final Identity middle =
      CertificateMaker.of("middle", Keys.p256()).issuer(root).authority().make();
  private final Identity signer =
      CertificateMaker.of("signer", Keys.p256()).issuer(middle).make();

  @Test
  void aChainThroughAnIntermediateIsAccepted() throws IOException {
    assertThat(accept(root, signer, middle).certificate()).isEqualTo(signer.certificate());
    assertThat(accept(root, signer, middle, root).certificate()).isEqualTo(signer.certificate());
  }

  @Test
  void anIntermediateMayBeTheAnchor() throws IOException {
    assertThat(accept(middle, signer).signer()).isEqualTo("any under the anchors");
  }

  @Test
  void aSignerMayBeItsOwnAnchor() throws IOException {
    Identity alone = CertificateMaker.of("alone", Keys.p256()).make();
    assertThat(accept(alone, alone).certificate()).isEqualTo(alone.certificate());
  }

  @Test
  void aStrangerOfTheSameNameIsNoAnchor() {
    Identity impostor = CertificateMaker.root("root");
    Identity theirs =
        CertificateMaker.of("signer", Keys.p256()).issuer(impostor).make();
    assertRefused(Reason.NO_PATH, () -> accept(root, theirs));
    assertRefused(Reason.NO_PATH, () -> accept(root, theirs, impostor));
    assertRefused(Reason.NO_PATH, () -> accept(root, signer));
  }

  @Test
  void aSignerThatIsNoAuthorityIssuesNothing() {
    Identity child = CertificateMaker.of("child", Keys.p256()).issuer(signer).make();
    assertRefused(Reason.KEY_USAGE, () -> accept(root, child, signer, middle));
    assertRefused(Reason.NO_PATH, () -> accept(signer, child))
        .hasMessageContaining("may not issue");
  }

  @Test
  void anAnchorsPathLengthCounts() throws IOException {
    Identity narrow = CertificateMaker.of("narrow", Keys.p256()).authority(0).make();
    Identity direct = CertificateMaker.of("direct", Keys.p256()).issuer(narrow).make();
    Identity between =
        CertificateMaker.of("between", Keys.p256()).issuer(narrow).authority().make();
    Identity below = CertificateMaker.of("below", Keys.p256()).issuer(between).make();
    assertThat(accept(narrow, direct).certificate()).isEqualTo(direct.certificate());
    assertRefused(Reason.NO_PATH, () -> accept(narrow, below, between))
        .hasMessageContaining("allows 0");
  }

  @Test
  void keyUsageMustAllowDigitalSignaturesWhereItIsThere() throws IOException {
    Identity encipher = CertificateMaker.of("encipher", Keys.p256())
        .issuer(root)
        .usage(KeyUsage.keyEncipherment)
        .make();
    Identity silent =
        CertificateMaker.of("silent", Keys.p256()).issuer(root).usage(0).make();
    assertRefused(Reason.KEY_USAGE, () -> accept(root, encipher));
    assertRefused(Reason.KEY_USAGE, () -> accept(encipher, encipher));
    assertThat(accept(root, silent).certificate()).isEqualTo(silent.certificate());
  }

  @Test
  void everyDateOnThePathCounts() {
    Identity old = CertificateMaker.of("old", Keys.p256())
        .issuer(root)
        .authority()
        .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)))
        .make();
    Identity under = CertificateMaker.of("under", Keys.p256()).issuer(old).make();
    assertRefused(Reason.EXPIRED, () -> accept(root, under, old));
    assertRefused(Reason.EXPIRED, () -> accept(old, under));
    Identity alone = CertificateMaker.of("alone", Keys.p256())
        .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)))
        .make();
    assertRefused(Reason.EXPIRED, () -> accept(alone, alone));
    Identity young = CertificateMaker.of("young", Keys.p256())
        .issuer(root)
        .valid(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)))
        .make();
    assertRefused(Reason.NOT_YET_VALID, () -> accept(root, young));
    assertRefused(Reason.NOT_YET_VALID, () -> accept(young, young));
  }

  @Test
  void weakKeysAndHashesAreRefused() {
    Identity small = CertificateMaker.of("small", Keys.rsa(1024)).issuer(root).make();
    Identity tiny =
        CertificateMaker.of("tiny", Keys.curve("secp224r1")).issuer(root).make();
    Identity sha1 = CertificateMaker.of("sha1", Keys.p256())
        .issuer(root)
        .algorithm("SHA1withECDSA")
        .make();
    assertRefused(Reason.WEAK, () -> accept(root, small));
    assertRefused(Reason.WEAK, () -> accept(small, small));
    assertRefused(Reason.WEAK, () -> accept(root, tiny));
    assertRefused(Reason.WEAK, () -> accept(root, sha1)).hasMessageContaining("SHA1");
  }

  @Test
  void aPathIsNotFollowedForEver() {
    List<Identity> nine = Collections.nCopies(9, signer);
    assertRefused(Reason.NO_PATH, () -> accept(root, nine.toArray(new Identity[0])));
    assertRefused(Reason.NO_PATH, () -> accept(root));
  }

  @Test
  void aRevokedSignerIsRefused() {
    X509CRL list = RevocationLists.of(middle, signer.certificate());
    X509CRL above = RevocationLists.of(root);
    for (Revocation choice : List.of(Revocation.REQUIRED, Revocation.IF_REACHABLE)) {
      TrustPolicy policy = TrustPolicy.named("p")
          .anchor(root.certificate())
          .anySigner()
          .revocation(choice)
          .revocationLists(List.of(list, above))
          .build();
      assertRefused(Reason.REVOKED, () -> accept(policy, signer, middle));
    }
  }

  @Test
  void aListThatTheIssuerDidNotSignIsNotBelieved() {
    Identity impostor = CertificateMaker.of("root", Keys.p256()).authority().make();
    Identity direct = CertificateMaker.of("direct", Keys.p256()).issuer(root).make();
    TrustPolicy policy = TrustPolicy.named("p")
        .anchor(root.certificate())
        .anySigner()
        .revocation(Revocation.REQUIRED)
        .revocationLists(List.of(RevocationLists.of(impostor)))
        .build();
    assertRefused(Reason.REVOCATION_UNKNOWN, () -> accept(policy, direct));
  }

  @Test
  void withNobodyToAskTheChoiceDecides() throws IOException {
    TrustPolicy.Builder builder =
        TrustPolicy.named("p").anchor(root.certificate()).anySigner();
    TrustPolicy required = builder.revocation(Revocation.REQUIRED).build();
    TrustPolicy ifReachable = builder.revocation(Revocation.IF_REACHABLE).build();
    TrustPolicy listed = builder
        .revocation(Revocation.REQUIRED)
        .revocationLists(List.of(RevocationLists.of(middle), RevocationLists.of(root)))
        .build();
    assertRefused(Reason.REVOCATION_UNKNOWN, () -> accept(required, signer, middle));
    assertThat(accept(ifReachable, signer, middle).policy()).isEqualTo("p");
    assertThat(accept(listed, signer, middle).policy()).isEqualTo("p");
  }

  private static Evidence accept(Identity anchor, Identity... chain) throws UntrustedException {
    TrustPolicy policy = TrustPolicy.named("p")
        .anchor(anchor.certificate())
        .anySigner()
        .revocation(Revocation.OFF)
        .build();
    return accept(policy, chain);
  }

  private static Evidence accept(TrustPolicy policy, Identity... chain) throws UntrustedException {
    List<X509Certificate> certificates =
        Arrays.stream(chain).map(Identity::certificate).toList();
    return new ChainChecks(policy, Clock.fixed(NOW, ZoneOffset.UTC)).accept("test", certificates);
  }
}
