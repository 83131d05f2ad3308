// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A claim that nobody has checked yet. {@link Envelopes} writes and reads it.
 *
 * <p>It does not say how it was signed: the certificate's key alone decides that, so that a claim
 * cannot choose. Safe for use by many threads.
 */
public final class SignedStatement {
  /** The longest chain of certificates that is looked at. */
  public static final int MAX_CERTIFICATES = 8;

  private final Statement statement;
  private final byte[] signature;
  private final List<X509Certificate> certificates;

  /**
   * A claim.
   *
   * @param signature over {@link Statement#bytes}; copied
   * @param certificates the signer's, then those that lead to an anchor, each signed by the next; at
   *     least one, at most {@link #MAX_CERTIFICATES}
   */
  public SignedStatement(
      Statement statement, byte[] signature, List<X509Certificate> certificates) {
    if (certificates.isEmpty() || certificates.size() > MAX_CERTIFICATES) {
      throw new IllegalArgumentException(
          "certificates: " + certificates.size() + ", expected 1 to " + MAX_CERTIFICATES);
    }
    this.statement = statement;
    this.signature = signature.clone();
    this.certificates = List.copyOf(certificates);
  }

  /** What is claimed. */
  public Statement statement() {
    return statement;
  }

  /** The signature, as a copy. */
  public byte[] signature() {
    return signature.clone();
  }

  /** The signer's certificate, then those that lead to an anchor. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedStatement that
        && statement.equals(that.statement)
        && Arrays.equals(signature, that.signature)
        && certificates.equals(that.certificates);
  }

  @Override
  public int hashCode() {
    return Objects.hash(statement, Arrays.hashCode(signature), certificates);
  }

  @Override
  public String toString() {
    return "unverified " + statement;
  }
}
