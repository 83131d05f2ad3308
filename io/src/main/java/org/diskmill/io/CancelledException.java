// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.util.concurrent.CancellationException;

/** The caller asked for the work to stop, and it did. */
public final class CancelledException extends CancellationException {
  private static final long serialVersionUID = 1L;

  /** With a message that says what was cancelled, or why. */
  public CancelledException(String message) {
    super(message);
  }
}
