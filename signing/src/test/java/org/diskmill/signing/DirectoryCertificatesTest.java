// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diskmill.signing.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.UUID;
import org.diskmill.signing.UntrustedException.Reason;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCertificatesTest {
  private static final UUID ID = UUID.fromString("5D1F6C1E-7A0B-4C36-9B0E-D15C3111A001");

  private final Identity root = CertificateMaker.root("root");
  private final Identity signer =
      CertificateMaker.of("signer", Keys.p256()).issuer(root).make();

  @TempDir
  private Path directory;

  @Test
  void aCertificateIsFoundByItsIdInLowerCase() throws IOException {
    write(Certificates.toPem(signer.certificate()));
    assertThat(certificates()).isEqualTo("[" + signer.certificate() + "]");
  }

  @Test
  void whatLeadsToAnAnchorMayStandBehindIt() throws IOException {
    write("# signer, then root\n"
        + Certificates.toPem(signer.certificate())
        + Certificates.toPem(root.certificate()));
    assertThat(new DirectoryCertificates(directory).certificates(ID))
        .containsExactly(signer.certificate(), root.certificate());
  }

  @Test
  void anIdThatIsNotThereHasNone() throws IOException {
    assertThat(new DirectoryCertificates(directory).certificates(ID)).isEmpty();
    assertThat(new DirectoryCertificates(directory.resolve("none")).certificates(ID))
        .isEmpty();
  }

  @Test
  void anythingElseIsRefusedByName() throws IOException {
    for (String other : new String[] {
      "",
      "junk",
      "-----BEGIN CERTIFICATE-----\nAAAA\n",
      Pem.write("PRIVATE KEY", new byte[9]),
      Pem.write("CERTIFICATE", new byte[9])
    }) {
      write(other);
      assertRefused(Reason.MALFORMED, this::certificates).hasMessageContaining(ID + ".pem");
    }
    write(Certificates.toPem(signer.certificate()) + "#".repeat(64 << 10));
    assertRefused(Reason.MALFORMED, this::certificates).hasMessageContaining("65536");
    Files.delete(file());
    Files.createDirectory(file());
    assertThatThrownBy(this::certificates)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a regular file");
  }

  @Test
  void aStrangersFileIsReadOrRefusedAndNothingElse() {
    byte[] good = signedDer();
    Seeds.each(2000, random -> {
      byte[] bytes = good.clone();
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      write(Pem.write(Pem.CERTIFICATE, bytes));
      try {
        certificates();
      } catch (UntrustedException refused) {
        assertThat(refused.reason()).isEqualTo(Reason.MALFORMED);
      }
    });
  }

  private byte[] signedDer() {
    try {
      return signer.certificate().getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private String certificates() throws IOException {
    return new DirectoryCertificates(directory).certificates(ID).toString();
  }

  private void write(String text) throws IOException {
    Files.writeString(file(), text);
  }

  private Path file() {
    return directory.resolve("5d1f6c1e-7a0b-4c36-9b0e-d15c3111a001.pem");
  }
}
