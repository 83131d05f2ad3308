// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Signs statements with a private key. */
final class KeySigner implements StatementSigner {
  private static final byte[] TRIAL = "Do key and certificate belong together?".getBytes(UTF_8);

  private final PrivateKey key;
  private final List<X509Certificate> certificates;
  private final SignatureScheme scheme;

  private KeySigner(PrivateKey key, List<X509Certificate> certificates, SignatureScheme scheme) {
    this.key = key;
    this.certificates = certificates;
    this.scheme = scheme;
  }

  /**
   * A signer whose key was tried out against its certificate.
   *
   * @param where the key is from, for messages
   */
  static KeySigner of(String where, PrivateKey key, List<X509Certificate> certificates)
      throws IOException {
    X509Certificate leaf = certificates.get(0);
    SignatureScheme scheme = SignatureScheme.of(leaf.getPublicKey())
        .orElseThrow(() -> new IOException(where + ": Unsupported key "
            + leaf.getPublicKey().getAlgorithm() + " in certificate " + Certificates.label(leaf)));
    try {
      if (scheme.fits(leaf.getPublicKey(), TRIAL, scheme.sign(key, TRIAL))) {
        return new KeySigner(key, List.copyOf(certificates), scheme);
      }
    } catch (GeneralSecurityException unfit) {
      throw new IOException(mismatch(where, leaf), unfit);
    }
    throw new IOException(mismatch(where, leaf));
  }

  @Override
  public SignedStatement sign(Statement statement) throws IOException {
    try {
      return new SignedStatement(statement, scheme.sign(key, statement.bytes()), certificates);
    } catch (GeneralSecurityException failed) {
      throw new IOException(
          "statement about " + statement.name() + ": cannot be signed: " + failed.getMessage(),
          failed);
    }
  }

  private static String mismatch(String where, X509Certificate leaf) {
    return where + ": the private key does not belong to certificate " + Certificates.label(leaf);
  }
}
