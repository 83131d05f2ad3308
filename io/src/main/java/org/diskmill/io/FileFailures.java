// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;

/** Says which file, and where in it, of errors that a channel reports without: a full disk, a bad one, a closed file. */
final class FileFailures {
  private FileFailures() {}

  /** Adds them to a bare exception. Whatever says something by its type is kept. */
  static IOException at(String file, long offset, String doing, IOException failure) {
    if (failure.getClass() == ClosedChannelException.class) {
      IOException closed =
          new ClosedFileException(file + ": was closed before " + doing + " at " + offset);
      closed.initCause(failure);
      return closed;
    }
    String reason = failure.getMessage();
    if (reason == null || failure.getClass() != IOException.class) {
      return failure;
    }
    FileSystemException named =
        new FileSystemException(file, null, doing + " at " + offset + ": " + reason);
    named.initCause(failure);
    return named;
  }
}
