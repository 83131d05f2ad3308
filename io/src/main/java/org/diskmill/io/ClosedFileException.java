// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

/** The JDK's exception for what is read after it was closed, which names nothing. */
final class ClosedFileException extends ClosedChannelException {
  private static final long serialVersionUID = 1;

  private final String name;

  ClosedFileException(Path path) {
    this.name = path.toString();
  }

  @Override
  public String getMessage() {
    return name + ": was closed before it was read";
  }
}
