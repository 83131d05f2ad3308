// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.channels.ClosedChannelException;

/** The JDK's exception for what is used after it was closed, which names nothing. */
public final class ClosedFileException extends ClosedChannelException {
  private static final long serialVersionUID = 1;

  private final String message;

  /** With a message that says what was closed, and what it was to do. */
  public ClosedFileException(String message) {
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
