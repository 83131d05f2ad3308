// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.io.Digest;
import org.diskmill.signing.UntrustedException.Reason;

/** Reads and writes X.509 certificates in PEM [RFC 7468]. Safe for use by many threads. */
public final class Certificates {
  /** Every anchor that browsers ship fits. */
  private static final int MAX_FILE_BYTES = 1 << 20;

  private Certificates() {}

  /**
   * All certificates in a file of at most 1 MiB, in the file's order; at least one.
   *
   * @throws UntrustedException when what is there is not that
   */
  public static List<X509Certificate> read(Path pem) throws IOException {
    return parse(pem.toString(), SmallFiles.read(pem, MAX_FILE_BYTES));
  }

  /**
   * All certificates in a text, in its order; at least one.
   *
   * @param name what messages call the text
   * @throws UntrustedException when what is there is not that
   */
  public static List<X509Certificate> parse(String name, byte[] pem) throws UntrustedException {
    List<X509Certificate> found = new ArrayList<>();
    for (byte[] der : Pem.read(name, pem, Pem.CERTIFICATE)) {
      try {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      } catch (CertificateException | RuntimeException broken) {
        // The parser throws whatever its arithmetic throws; to us it all means the same.
        throw new UntrustedException(
            Reason.MALFORMED,
            name + ": certificate " + found.size() + ": " + broken.getMessage(),
            broken);
      }
    }
    return found;
  }

  /** A certificate in PEM, ending with a line feed. */
  public static String toPem(X509Certificate certificate) {
    try {
      return Pem.write(Pem.CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException impossible) {
      throw new IllegalArgumentException("certificate: has no encoding", impossible);
    }
  }

  /** What messages call a certificate. */
  static String label(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName()
        + " (serial "
        + certificate.getSerialNumber().toString(16)
        + ")";
  }

  /** The SHA-256 of the public key's encoding, in hexadecimal. */
  static String keyId(X509Certificate certificate) {
    byte[] key = certificate.getPublicKey().getEncoded();
    return Digest.of(Digest.SHA_256, Digest.function(Digest.SHA_256).digest(key))
        .hex();
  }
}
