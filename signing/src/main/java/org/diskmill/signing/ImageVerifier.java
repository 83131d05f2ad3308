// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.signing.UntrustedException.Reason;

/** Checks image signatures as a policy says. Safe for use by many threads. */
public final class ImageVerifier {
  private final TrustPolicy policy;
  private final CertificateResolver resolver;
  private final ChainChecks chain;

  /**
   * A verifier.
   *
   * @param policy its list of schemes is for statements and has no meaning here
   * @param clock at whose time certificates must be valid
   */
  public ImageVerifier(TrustPolicy policy, CertificateResolver resolver, Clock clock) {
    this.policy = policy;
    this.resolver = resolver;
    this.chain = new ChainChecks(policy, clock);
  }

  /**
   * Checks all that can be checked before the bytes, and makes the sink that they go into.
   *
   * @param image what messages call it
   * @throws UntrustedException when the signer is not to be believed
   */
  public ImageCheck begin(String image, ImageSignature signature) throws IOException {
    List<X509Certificate> certificates = resolver.certificates(signature.certificateId());
    if (certificates.isEmpty()) {
      throw new UntrustedException(
          Reason.CERTIFICATE_UNKNOWN,
          image + ": certificate " + signature.certificateId() + " is not in " + resolver);
    }
    Evidence evidence = chain.accept(image, certificates);
    PublicKey key = evidence.certificate().getPublicKey();
    Optional<ImageKeyType> found = ImageKeyType.of(key);
    if (!found.equals(Optional.of(signature.keyType()))) {
      throw new UntrustedException(
          Reason.WRONG_KEY,
          image + ": the key of certificate " + signature.certificateId() + " is "
              + found.map(ImageKeyType::value).orElse(key.getAlgorithm() + " of another kind")
              + ", declared is " + signature.keyType().value());
    }
    return new ImageCheck(image, signature, evidence, policy);
  }

  /** Reads an image once and checks its signature. */
  public Verified<SignedImage> verify(Source image, ImageSignature signature, Job job)
      throws IOException {
    try (ImageCheck check = begin(image.toString(), signature)) {
      Sources.copy(image, check, "verify", job);
      return check.finish();
    }
  }
}
