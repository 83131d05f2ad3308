// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something is not to be believed; the reason is one of a closed list. */
public final class UntrustedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why something is not believed. */
  public enum Reason {
    /** A signature is required and there is none. */
    UNSIGNED,
    /** Some of an image signature's four properties are there, and some are not. */
    SIGNATURE_INCOMPLETE,
    /** What should be a signature, a statement or a certificate cannot be read as one. */
    MALFORMED,
    /** A hash function, key type, curve or check that is not provided here. */
    UNSUPPORTED,
    /** Nobody knows the certificate that the signature names. */
    CERTIFICATE_UNKNOWN,
    /** No chain leads from the certificate to an anchor. */
    NO_PATH,
    /** A certificate's time is over. */
    EXPIRED,
    /** A certificate's time has not come. */
    NOT_YET_VALID,
    /** A certificate says that its key is not for this use. */
    KEY_USAGE,
    /** The key is not of the kind or on the curve that was declared. */
    WRONG_KEY,
    /** A key or signature algorithm is too weak. */
    WEAK,
    /** A certificate was revoked. */
    REVOKED,
    /** Whether a certificate was revoked could not be found out, and the policy wants to know. */
    REVOCATION_UNKNOWN,
    /** The chain is good, but no rule of the policy accepts this signer. */
    SIGNER_NOT_ACCEPTED,
    /** The signature does not fit the bytes and the key. */
    WRONG_SIGNATURE,
    /** The bytes are not those that were signed. */
    CONTENT_DIFFERS,
    /** The claim was verified under another policy. */
    OTHER_POLICY
  }

  private final Reason reason;

  UntrustedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  UntrustedException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
