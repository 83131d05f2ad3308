// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** An open file, by its number. Whoever uses the number holds the lock, so that it stays open. */
final class Descriptor implements AutoCloseable {
  private final Path path;
  private final int number;
  private boolean closed;

  Descriptor(Path path, int number) {
    this.path = path;
    this.number = number;
  }

  /** Opens a file; empty where the system does not allow it. */
  static Optional<Descriptor> open(Path path, int flags) {
    try {
      int number = Posix.open(path.toAbsolutePath().toString(), flags | Posix.O_CLOEXEC);
      return Optional.of(new Descriptor(path, number));
    } catch (LastErrorException unwilling) {
      // What cannot be asked for is done by reading and writing: slower and just as right.
      return Optional.empty();
    }
  }

  /** The number; the caller has synchronized on this. */
  int number() throws IOException {
    if (closed) {
      throw new IOException(path + ": closed");
    }
    return number;
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      Posix.close(number);
    } catch (LastErrorException failed) {
      throw new IOException(path + ": closing failed with error " + failed.getErrorCode(), failed);
    }
  }
}
