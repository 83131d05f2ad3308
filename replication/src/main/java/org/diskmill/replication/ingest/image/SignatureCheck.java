// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.image;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.signing.ImageSignature;
import org.diskmill.signing.ImageVerifier;
import org.diskmill.signing.SignatureRequirement;
import org.diskmill.signing.SignedImage;
import org.diskmill.signing.Verified;

/** What is asked of the signature that an image arrives with. Safe for use by many threads. */
public final class SignatureCheck {
  /** The property of an image's record that says what is known of its signature. */
  public static final String PROPERTY = "signature";

  /** Its value for an image that nobody signed. */
  public static final String UNSIGNED = "unsigned";

  /** Its value for one whose signature nobody could check, as no trust is configured. */
  public static final String UNCHECKED = "not checked: no trust.anchors";

  private final SignatureRequirement requirement;
  private final Optional<ImageVerifier> verifier;

  /**
   * A check.
   *
   * @param verifier empty when nobody is trusted; then a signature cannot be required
   */
  public SignatureCheck(SignatureRequirement requirement, Optional<ImageVerifier> verifier) {
    if (requirement == SignatureRequirement.REQUIRED && verifier.isEmpty()) {
      throw new IllegalArgumentException(
          "verifier: signatures are required, so somebody must be trusted");
    }
    this.requirement = requirement;
    this.verifier = verifier;
  }

  /**
   * Checks the signature among {@code properties} over all bytes of {@code source}.
   *
   * @return the value for {@link #PROPERTY}
   * @throws org.diskmill.signing.UntrustedException when it is bad, incomplete, or required and
   *     missing
   */
  String check(Source source, Map<String, String> properties, Job job) throws IOException {
    Optional<ImageSignature> signature = requirement.of(source.toString(), properties);
    if (signature.isEmpty()) {
      return UNSIGNED;
    }
    if (verifier.isEmpty()) {
      return UNCHECKED;
    }
    Verified<SignedImage> verified = verifier.get().verify(source, signature.get(), job);
    return "verified: "
        + verified.evidence().certificate().getSubjectX500Principal().getName();
  }
}
