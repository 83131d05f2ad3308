// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;

/** A store could not do what was asked. The reason says what the caller can do about it. */
public class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A closed list, so that callers can decide without reading messages. */
  public enum Reason {
    /** The store has too much to do, or somebody else holds what is asked for. */
    BUSY(true),
    /** The store, or the way to it, is down or damages what passes. */
    UNREACHABLE(true),
    /** The credentials, or permissions, do not allow it. */
    DENIED(false),
    /** A precondition did not hold. */
    CONFLICT(false),
    /** That version, or that upload, is no longer there. */
    GONE(false),
    /** Bytes are not what was said about them. */
    CORRUPTED(false),
    /** There is no room, or no quota. */
    FULL(false),
    /** This store cannot do that at all. */
    UNSUPPORTED(false);

    private final boolean worthRetrying;

    Reason(boolean worthRetrying) {
      this.worthRetrying = worthRetrying;
    }
  }

  private final Reason reason;

  /**
   * A failure.
   *
   * @param message which store and object, what was found, what was expected; no secret
   */
  public StoreException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** As above, with what caused it. */
  public StoreException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What kind of failure it is. */
  public Reason reason() {
    return reason;
  }

  /** Whether the same call may succeed a little later. */
  public boolean worthRetrying() {
    return reason.worthRetrying;
  }
}
