// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;

/**
 * The key with which a service signs what it took in, and the policy that believes this key alone.
 *
 * <p>Safe for use by many threads.
 */
public final class ServiceIdentity {
  private final StatementSigner signer;
  private final X509Certificate certificate;
  private final TrustPolicy policy;

  ServiceIdentity(StatementSigner signer, X509Certificate certificate) {
    this.signer = signer;
    this.certificate = certificate;
    this.policy = TrustPolicy.named("service")
        .anchor(certificate)
        .signer("this service", certificate)
        .revocation(Revocation.OFF)
        .build();
  }

  /**
   * The key kept in a directory; made there if there is none.
   *
   * <p>It is in {@code statement/key.pem} and {@code statement/certificate.pem}, which appear together
   * and whole, or not at all, also when several processes start at once. Directory and key are for
   * their owner only, where the file system knows owners.
   *
   * @param directory such as {@code data.dir/keys}; made when missing
   * @param clock for the certificate's first day
   * @throws IOException also when others may read the key
   */
  public static ServiceIdentity inDirectory(Path directory, Clock clock) throws IOException {
    return new KeyDirectory(directory).openOrMake(clock);
  }

  /**
   * The one private key in a PKCS #12 file.
   *
   * @param password of file and key; the caller wipes it
   */
  public static ServiceIdentity fromKeyStore(Path file, char[] password) throws IOException {
    return Pkcs12File.read(file, password);
  }

  /** Signs with the key. */
  public StatementSigner signer() {
    return signer;
  }

  /** The key's certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Believes statements by this key, and nothing else. */
  public TrustPolicy policy() {
    return policy;
  }
}
