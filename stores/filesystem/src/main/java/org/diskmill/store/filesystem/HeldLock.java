// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A lock file that is held until closed, or until the process ends.
 *
 * <p>On a mount without locks it is taken for granted: then what keeps two processes from the same
 * upload is only that they agree who has its token.
 */
record HeldLock(FileChannel channel) implements AutoCloseable {
  /** Takes the lock; empty if somebody else has it. */
  static Optional<HeldLock> take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (taken(channel)) {
      return Optional.of(new HeldLock(channel));
    }
    channel.close();
    return Optional.empty();
  }

  private static boolean taken(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    } catch (IOException noLocksHere) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
