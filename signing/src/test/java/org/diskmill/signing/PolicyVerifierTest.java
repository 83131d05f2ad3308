// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diskmill.signing.CertificateMaker.NOW;
import static org.diskmill.signing.Refusals.assertRefused;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.diskmill.io.ContentId;
import org.diskmill.io.Digest;
import org.diskmill.signing.UntrustedException.Reason;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyVerifierTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final Identity root = CertificateMaker.root("root");
  private final Identity signer =
      CertificateMaker.of("signer", Keys.ed25519()).issuer(root).make();
  private final TrustPolicy policy = TrustPolicy.named("images")
      .anchor(root.certificate())
      .signer("builder", signer.certificate())
      .revocation(Revocation.OFF)
      .build();
  private final Verifier verifier = new PolicyVerifier(policy, CLOCK);

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void eachSchemeSignsAndVerifies(SignatureScheme scheme) throws IOException {
    KeyPair keys = switch (scheme) {
      case ED25519 -> Keys.ed25519();
      case ECDSA_P256 -> Keys.p256();
      case ECDSA_P384 -> Keys.curve("secp384r1");
      case ECDSA_P521 -> Keys.curve("secp521r1");
      case RSA_PSS -> Keys.rsa(2048);
    };
    assertThat(SignatureScheme.of(keys.getPublic())).contains(scheme);
    Identity identity = CertificateMaker.of("any", keys).issuer(root).make();
    TrustPolicy.Builder builder =
        TrustPolicy.named("p").anchor(root.certificate()).anySigner().revocation(Revocation.OFF);
    SignedStatement claim = identity.signer().sign(statement());
    Verified<Statement> verified =
        new PolicyVerifier(builder.schemes(Set.of(scheme)).build(), CLOCK).verify(claim);
    assertThat(verified.value()).isEqualTo(statement());

    SignatureScheme other =
        scheme == SignatureScheme.ED25519 ? SignatureScheme.RSA_PSS : SignatureScheme.ED25519;
    TrustPolicy none = TrustPolicy.named("p")
        .anchor(root.certificate())
        .anySigner()
        .schemes(Set.of(other))
        .revocation(Revocation.OFF)
        .build();
    assertRefused(Reason.UNSUPPORTED, () -> new PolicyVerifier(none, CLOCK).verify(claim));
  }

  @Test
  void theEvidenceSaysWhoAndWhen() throws IOException {
    Evidence evidence = verifier.verify(signer.signer().sign(statement())).evidence();
    assertThat(evidence).isEqualTo(new Evidence("images", "builder", signer.certificate(), NOW));
    assertThat(evidence).asString().contains("images", "builder", "CN=signer");
  }

  @Test
  void aStatementWithAnyFieldChangedIsRefused() throws IOException {
    SignedStatement good = signer.signer().sign(statement());
    verifier.verify(good);
    for (Statement changed : changes(statement())) {
      SignedStatement bad = new SignedStatement(changed, good.signature(), good.certificates());
      assertRefused(Reason.WRONG_SIGNATURE, () -> verifier.verify(bad));
    }
  }

  @Test
  void aSignatureWithAnyBitChangedIsRefused() throws IOException {
    SignedStatement good = signer.signer().sign(statement());
    Seeds.each(64, random -> {
      byte[] signature = good.signature();
      signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
      SignedStatement bad = new SignedStatement(statement(), signature, good.certificates());
      assertRefused(Reason.WRONG_SIGNATURE, () -> verifier.verify(bad));
    });
  }

  @Test
  void aSignatureByAnotherKeyUnderTheSameCertificateIsRefused() throws IOException {
    Identity other = CertificateMaker.of("other", Keys.ed25519()).issuer(root).make();
    SignedStatement theirs = other.signer().sign(statement());
    SignedStatement claim =
        new SignedStatement(statement(), theirs.signature(), List.of(signer.certificate()));
    assertRefused(Reason.WRONG_SIGNATURE, () -> verifier.verify(claim));
  }

  @Test
  void aSignerWithoutARuleIsRefused() throws IOException {
    Identity other = CertificateMaker.of("other", Keys.ed25519()).issuer(root).make();
    SignedStatement claim = other.signer().sign(statement());
    assertRefused(Reason.SIGNER_NOT_ACCEPTED, () -> verifier.verify(claim));
  }

  @Test
  void certificatesAreLookedAtByTheClock() throws IOException {
    SignedStatement claim = signer.signer().sign(statement());
    Clock late = Clock.offset(CLOCK, Duration.ofDays(31));
    Clock early = Clock.offset(CLOCK, Duration.ofDays(-31));
    assertRefused(Reason.EXPIRED, () -> new PolicyVerifier(policy, late).verify(claim));
    assertRefused(Reason.NOT_YET_VALID, () -> new PolicyVerifier(policy, early).verify(claim));
  }

  @Test
  void provingTakesOnlyClaimsOfTheSamePolicy() throws IOException {
    Verified<Statement> claim = verifier.verify(signer.signer().sign(statement()));
    TrustPolicy twin = TrustPolicy.named("images")
        .anchor(root.certificate())
        .anySigner()
        .revocation(Revocation.OFF)
        .build();
    assertRefused(
        Reason.OTHER_POLICY,
        () -> new PolicyVerifier(twin, CLOCK).prove(Contents.hashed(new byte[1], 8), claim));
  }

  private static Statement statement() {
    return Statements.random(new SplittableRandom(7));
  }

  private static List<Statement> changes(Statement s) {
    ContentId c = s.content();
    Digest digest = Statements.digest(new SplittableRandom(8), "SHA-256", 32);
    List<ContentId> contents = List.of(
        new ContentId(c.size() + 1, c.leafBytes(), c.root(), c.flat()),
        new ContentId(c.size(), c.leafBytes() + 1, c.root(), c.flat()),
        new ContentId(c.size(), c.leafBytes(), Optional.of(digest), c.flat()),
        new ContentId(c.size(), c.leafBytes(), c.root(), Optional.of(digest)));
    List<Statement> changes = new ArrayList<>();
    changes.add(new Statement(s.name() + "x", s.version(), s.variant(), c, s.madeFrom()));
    changes.add(new Statement(s.name(), s.version() + "x", s.variant(), c, s.madeFrom()));
    changes.add(new Statement(s.name(), s.version(), s.variant() + "x", c, s.madeFrom()));
    for (ContentId other : contents) {
      changes.add(new Statement(s.name(), s.version(), s.variant(), other, s.madeFrom()));
      changes.add(new Statement(s.name(), s.version(), s.variant(), c, Optional.of(other)));
    }
    return changes;
  }
}
