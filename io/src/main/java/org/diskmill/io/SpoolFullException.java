// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;

/** A stream was longer than the caller wanted to spool. */
public final class SpoolFullException extends IOException {
  private static final long serialVersionUID = 1L;

  public SpoolFullException(String message) {
    super(message);
  }
}
