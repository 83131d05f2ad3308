// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.util.Map;
import java.util.Optional;
import org.diskmill.signing.UntrustedException.Reason;

/** Whether an image must arrive with a signature: what {@code signing.required} says. */
public enum SignatureRequirement {
  /** An unsigned image is refused. */
  REQUIRED,
  /** An unsigned image is taken in, and shown as such. A signature that is there must be good. */
  OPTIONAL;

  /** The requirement for the configuration's value. */
  public static SignatureRequirement of(boolean required) {
    return required ? REQUIRED : OPTIONAL;
  }

  /**
   * The signature to check, among an image's properties; empty when it is unsigned and may be.
   *
   * @param image what messages call it
   * @throws UntrustedException when it is unsigned and must not be, or its signature is incomplete
   */
  public Optional<ImageSignature> of(String image, Map<String, String> properties)
      throws UntrustedException {
    Optional<ImageSignature> found = ImageSignature.from(image, properties);
    if (found.isEmpty() && this == REQUIRED) {
      throw new UntrustedException(
          Reason.UNSIGNED, image + ": unsigned, and a signature is required");
    }
    return found;
  }
}
