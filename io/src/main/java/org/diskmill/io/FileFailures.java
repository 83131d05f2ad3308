// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Says which file, and where in it, of errors that a channel reports without: a full disk, a bad one. */
final class FileFailures {
  private FileFailures() {}

  /** Channels closed under us say so by their type, which is kept. */
  static IOException at(String file, long offset, String doing, IOException failure) {
    String reason = failure.getMessage();
    if (reason == null || failure instanceof FileSystemException) {
      return failure;
    }
    FileSystemException named =
        new FileSystemException(file, null, doing + " at " + offset + ": " + reason);
    named.initCause(failure);
    return named;
  }
}
