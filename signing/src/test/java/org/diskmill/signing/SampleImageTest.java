// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diskmill.signing.Refusals.assertRefused;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.signing.UntrustedException.Reason;
import org.diskmill.testkit.DamagedSource;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** The image that the repository ships, signed by OpenSSL. */
class SampleImageTest {
  /** Tests run in their module's directory. */
  private static final Path SAMPLE = Path.of("..", "examples", "quickstart", "sample");

  private final ImageVerifier verifier = verifier();

  @Test
  void theSampleVerifies() throws IOException {
    try (Source image = Sources.file(SAMPLE.resolve("sample.qcow2"))) {
      Verified<SignedImage> verified = verifier.verify(image, signature(), Job.unattended());
      assertThat(verified.value().size()).isEqualTo(image.size());
      assertThat(verified.evidence().certificate().getSubjectX500Principal().getName())
          .isEqualTo("CN=Diskmill sample signer");
    }
  }

  @Test
  void aFlippedBitAnywhereInItIsFound() throws IOException {
    try (Source image = Sources.file(SAMPLE.resolve("sample.qcow2"))) {
      Seeds.each(20, random -> {
        Source flipped =
            DamagedSource.flipped(image, random.nextLong(image.size()), 1 << random.nextInt(8));
        assertRefused(
            Reason.WRONG_SIGNATURE, () -> verifier.verify(flipped, signature(), Job.unattended()));
      });
      Source cut = DamagedSource.cut(image, image.size() - 1);
      assertRefused(
          Reason.WRONG_SIGNATURE, () -> verifier.verify(cut, signature(), Job.unattended()));
    }
  }

  private static ImageSignature signature() throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(SAMPLE.resolve("sample.qcow2.properties"))) {
      properties.load(in);
    }
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> map.put(n, properties.getProperty(n)));
    return SignatureRequirement.REQUIRED.of("sample.qcow2", map).orElseThrow();
  }

  private static ImageVerifier verifier() {
    try {
      TrustPolicy policy = TrustPolicy.named("sample")
          .anchors(Certificates.read(SAMPLE.resolve("trust/anchors.pem")))
          .anySigner()
          .revocation(Revocation.OFF)
          .build();
      return new ImageVerifier(
          policy, new DirectoryCertificates(SAMPLE.resolve("trust")), Clock.systemUTC());
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }
}
