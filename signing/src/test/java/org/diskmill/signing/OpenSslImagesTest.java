// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diskmill.signing.Refusals.assertRefused;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.signing.UntrustedException.Reason;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Image signatures that OpenSSL makes, and those that it checks. */
class OpenSslImagesTest {
  private static final UUID ID = new UUID(1, 2);
  private static final byte[] BYTES = Patterns.bytes(6, 300_000);
  private static final String PSS = " -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:";

  @TempDir
  private Path temporary;

  private OpenSsl openssl;

  @BeforeEach
  void prepare() throws IOException {
    openssl = OpenSsl.in(temporary);
    Files.write(openssl.path("image"), BYTES);
  }

  @ParameterizedTest
  @EnumSource(ImageKeyType.class)
  void whatOpensslSignsIsVerified(ImageKeyType type) throws IOException {
    openssl.run(generate(type));
    openssl.run("req -x509 -new -key key -subj /CN=openssl -days 10 -out certificate.pem");
    for (ImageHash hash : ImageHash.values()) {
      for (String options : options(type)) {
        openssl.run("dgst -" + name(hash) + " -sign key" + options + " -out signature image");
        ImageSignature signature =
            new ImageSignature(Files.readAllBytes(openssl.path("signature")), hash, type, ID);
        assertThat(verify(signature).value().signature()).isEqualTo(signature);
        byte[] changed = signature.signature();
        changed[changed.length / 2] ^= 1;
        ImageSignature bad = new ImageSignature(changed, hash, type, ID);
        assertRefused(Reason.WRONG_SIGNATURE, () -> verify(bad));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.diskmill.signing.ImageVerifierTest#everything")
  void opensslVerifiesWhatIsSignedHere(ImageKeyType type, ImageHash hash) throws IOException {
    Identity signer = CertificateMaker.of("ours", Keys.of(type)).make();
    ImageSigner longest =
        ImageSigner.of(signer.keys().getPrivate(), signer.certificate(), ID, hash);
    Files.writeString(openssl.path("certificate.pem"), Certificates.toPem(signer.certificate()));
    Files.writeString(
        openssl.path("public"), openssl.run("x509 -in certificate.pem -noout -pubkey"));
    boolean salted = type == ImageKeyType.RSA_PSS;
    check(longest.sign(image(), Job.unattended()), salted ? PSS + "max" : "");
    check(
        longest.withDigestLengthSalt().sign(image(), Job.unattended()),
        salted ? PSS + "digest" : "");
  }

  @Test
  void aKeyBoundToOneHashSignsWithNoOther() throws IOException {
    openssl.run("genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048"
        + " -pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256"
        + " -pkeyopt rsa_pss_keygen_saltlen:32 -out key");
    openssl.run("req -x509 -new -key key -subj /CN=bound -days 10 -out certificate.pem");
    openssl.run("dgst -sha256 -sign key" + PSS + "digest -out signature image");
    byte[] value = Files.readAllBytes(openssl.path("signature"));
    verify(new ImageSignature(value, ImageHash.SHA256, ImageKeyType.RSA_PSS, ID));
    ImageSignature other = new ImageSignature(value, ImageHash.SHA512, ImageKeyType.RSA_PSS, ID);
    assertRefused(Reason.WRONG_KEY, () -> verify(other));
  }

  private void check(ImageSignature signature, String options) throws IOException {
    Files.write(openssl.path("signature"), signature.signature());
    String command =
        "dgst -" + name(signature.hash()) + " -verify public" + options + " -signature signature ";
    assertThat(openssl.run(command + "image")).contains("Verified OK");
    assertThatThrownBy(() -> openssl.run(command + "public")).isInstanceOf(AssertionError.class);
  }

  private Verified<SignedImage> verify(ImageSignature signature) throws IOException {
    List<X509Certificate> certificates = Certificates.read(openssl.path("certificate.pem"));
    TrustPolicy policy = TrustPolicy.named("openssl")
        .anchors(certificates)
        .anySigner()
        .revocation(Revocation.OFF)
        .build();
    return new ImageVerifier(policy, id -> certificates, Clock.systemUTC())
        .verify(image(), signature, Job.unattended());
  }

  private static String generate(ImageKeyType type) {
    return switch (type) {
      case RSA_PSS -> "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key";
      case DSA -> "dsaparam -genkey -noout -out key 2048";
      default ->
        "ecparam -genkey -noout -out key -name "
            + type.value().substring("ECC_".length()).toLowerCase(Locale.ROOT);
    };
  }

  private static List<String> options(ImageKeyType type) {
    return type == ImageKeyType.RSA_PSS ? List.of(PSS + "max", PSS + "digest") : List.of("");
  }

  private static String name(ImageHash hash) {
    return hash.value().replace("SHA-", "sha");
  }

  private static Source image() {
    return Sources.bytes("image", ByteBuffer.wrap(BYTES));
  }
}
