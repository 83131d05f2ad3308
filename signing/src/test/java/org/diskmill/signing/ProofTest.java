// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diskmill.signing.Refusals.assertRefused;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.diskmill.io.ContentId;
import org.diskmill.io.Digest;
import org.diskmill.io.Hashed;
import org.diskmill.signing.UntrustedException.Reason;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final byte[] BYTES = Patterns.bytes(5, 100);

  private final Claims claims = new Claims();

  @Test
  void bytesThatWereSignedAreProven() throws IOException {
    Hashed hashed = Contents.hashed(BYTES, 16, Digest.SHA_512);
    Verified<Statement> claim = claims.about(hashed.content());
    assertThat(claims.verifier().prove(hashed, claim).claim()).isSameAs(claim);
    Hashed withoutFlat = Contents.hashed(BYTES, 16);
    assertThat(claims.verifier().prove(withoutFlat, claim).claim()).isSameAs(claim);
    Hashed otherLeaves = Contents.hashed(BYTES, 32, Digest.SHA_256, Digest.SHA_512);
    assertThat(claims.verifier().prove(otherLeaves, claim).claim()).isSameAs(claim);
  }

  @Test
  void otherBytesAreRefused() throws IOException {
    Verified<Statement> claim =
        claims.about(Contents.hashed(BYTES, 16, Digest.SHA_512).content());
    for (int at = 0; at < BYTES.length; at++) {
      byte[] other = BYTES.clone();
      other[at] ^= 4;
      Hashed hashed = Contents.hashed(other, 16);
      assertRefused(Reason.CONTENT_DIFFERS, () -> claims.verifier().prove(hashed, claim));
    }
    Hashed shorter = Contents.hashed(Patterns.bytes(5, 99), 16, Digest.SHA_512);
    assertRefused(Reason.CONTENT_DIFFERS, () -> claims.verifier().prove(shorter, claim));
  }

  @Test
  void bytesWithoutADigestInCommonAreRefused() throws IOException {
    Verified<Statement> claim =
        claims.about(Contents.hashed(BYTES, 16, Digest.SHA_512).content());
    Hashed hashed = Contents.hashed(BYTES, 32, Digest.SHA_256);
    assertRefused(Reason.CONTENT_DIFFERS, () -> claims.verifier().prove(hashed, claim));
  }

  /** A root that fits does not excuse a plain digest that does not. */
  @Test
  void oneDigestThatDiffersIsEnough() throws IOException {
    Hashed hashed = Contents.hashed(BYTES, 16, Digest.SHA_256);
    ContentId good = hashed.content();
    ContentId mixed = new ContentId(
        good.size(),
        good.leafBytes(),
        good.root(),
        Contents.hashed(new byte[100], 16, Digest.SHA_256).content().flat());
    Verified<Statement> claim = claims.about(mixed);
    assertRefused(Reason.CONTENT_DIFFERS, () -> claims.verifier().prove(hashed, claim));
  }

  /** Signs and believes its own statements. */
  static final class Claims {
    private final Identity signer =
        CertificateMaker.of("signer", Keys.ed25519()).make();
    private final Verifier verifier = new PolicyVerifier(
        TrustPolicy.named("own")
            .anchor(signer.certificate())
            .anySigner()
            .revocation(Revocation.OFF)
            .build(),
        Clock.fixed(CertificateMaker.NOW, ZoneOffset.UTC));

    Verifier verifier() {
      return verifier;
    }

    Verified<Statement> about(ContentId content) throws IOException {
      return verifier.verify(signer
          .signer()
          .sign(new Statement("ubuntu", "24.04", "qcow2", content, Optional.empty())));
    }
  }
}
