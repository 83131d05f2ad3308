// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that OpenSSL signs, and those that it checks. */
class OpenSslStatementsTest {
  private static final Statement STATEMENT = Statements.random(new SplittableRandom(11));

  @TempDir
  private Path temporary;

  private OpenSsl openssl;

  @BeforeEach
  void prepare() throws IOException {
    openssl = OpenSsl.in(temporary);
    Files.write(openssl.path("bytes"), STATEMENT.bytes());
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void whatOpensslSignsIsVerified(SignatureScheme scheme) throws IOException {
    openssl.run(generate(scheme));
    openssl.run("req -x509 -new -key key -subj /CN=openssl -days 10 -out certificate.pem");
    openssl.run("pkeyutl -sign -rawin -inkey key -in bytes -out signature" + options(scheme));
    List<X509Certificate> certificates = Certificates.read(openssl.path("certificate.pem"));
    SignedStatement signed =
        new SignedStatement(STATEMENT, Files.readAllBytes(openssl.path("signature")), certificates);
    TrustPolicy policy = TrustPolicy.named("openssl")
        .anchors(certificates)
        .anySigner()
        .revocation(Revocation.OFF)
        .build();
    assertThat(new PolicyVerifier(policy, Clock.systemUTC()).verify(signed).value())
        .isEqualTo(STATEMENT);
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void opensslVerifiesWhatAKeyFromItsStoreSigns(SignatureScheme scheme) throws IOException {
    openssl.run(generate(scheme));
    openssl.run("req -x509 -new -key key -subj /CN=openssl -days 10 -out certificate.pem");
    openssl.run("pkcs12 -export -inkey key -in certificate.pem -passout pass:secret -out p12");
    ServiceIdentity identity =
        ServiceIdentity.fromKeyStore(openssl.path("p12"), "secret".toCharArray());
    Files.write(openssl.path("signature"), identity.signer().sign(STATEMENT).signature());
    verify(options(scheme));
  }

  @Test
  void opensslVerifiesWhatAMadeKeySigns() throws IOException {
    ServiceIdentity identity =
        ServiceIdentity.inDirectory(temporary.resolve("keys"), Clock.systemUTC());
    Files.copy(
        temporary.resolve("keys/statement/certificate.pem"), openssl.path("certificate.pem"));
    Files.write(openssl.path("signature"), identity.signer().sign(STATEMENT).signature());
    verify("");
    openssl.run("verify -CAfile certificate.pem certificate.pem");
    openssl.run("pkey -in keys/statement/key.pem -check -noout");
  }

  private void verify(String options) throws IOException {
    Files.writeString(
        openssl.path("public"), openssl.run("x509 -in certificate.pem -noout -pubkey"));
    String command =
        "pkeyutl -verify -rawin -pubin -inkey public -sigfile signature" + options + " -in ";
    assertThat(openssl.run(command + "bytes")).contains("Verified Successfully");
    assertThatThrownBy(() -> openssl.run(command + "public")).isInstanceOf(AssertionError.class);
  }

  private static String generate(SignatureScheme scheme) {
    return switch (scheme) {
      case ED25519 -> "genpkey -algorithm ED25519 -out key";
      case ECDSA_P256 -> "ecparam -genkey -noout -name prime256v1 -out key";
      case ECDSA_P384 -> "ecparam -genkey -noout -name secp384r1 -out key";
      case ECDSA_P521 -> "ecparam -genkey -noout -name secp521r1 -out key";
      case RSA_PSS -> "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key";
    };
  }

  private static String options(SignatureScheme scheme) {
    return switch (scheme) {
      case ED25519 -> "";
      case ECDSA_P256 -> " -digest sha256";
      case ECDSA_P384 -> " -digest sha384";
      case ECDSA_P521 -> " -digest sha512";
      case RSA_PSS ->
        " -digest sha256 -pkeyopt rsa_padding_mode:pss" + " -pkeyopt rsa_pss_saltlen:32";
    };
  }
}
