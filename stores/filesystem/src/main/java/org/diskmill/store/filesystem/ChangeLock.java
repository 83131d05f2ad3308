// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.diskmill.store.Interceptor.Action;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Lets one at a time look at an object and change it, among threads and among processes.
 *
 * <p>File systems can create under a condition, but not replace or delete. Safe for use by many
 * threads.
 */
final class ChangeLock implements AutoCloseable {
  private static final int ATTEMPTS = 10_000;
  private static final long MILLISECOND = 1_000_000;

  private final Path file;
  private final ReentrantLock threads = new ReentrantLock();
  private @Nullable FileChannel channel;

  ChangeLock(Path file) {
    this.file = file;
  }

  /**
   * Does something that nobody else does meanwhile.
   *
   * @param needed whether to refuse it on a mount without locks, rather than do it anyway
   */
  @SuppressWarnings("try")
  <T> T holding(boolean needed, Action<T> action) throws IOException {
    threads.lock();
    try (FileLock held = lock(needed)) {
      return action.run();
    } finally {
      threads.unlock();
    }
  }

  private @Nullable FileLock lock(boolean needed) throws IOException {
    FileChannel open = open();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return open.lock();
      } catch (OverlappingFileLockException anotherStoreOfThisProcess) {
        // Waiting is not offered within a process; what is done under the lock is short.
        LockSupport.parkNanos(MILLISECOND);
      } catch (IOException noLocksHere) {
        if (needed) {
          throw new StoreException(
              Reason.UNSUPPORTED,
              file + ": no file locks here, so a version can be no condition",
              noLocksHere);
        }
        return null;
      }
    }
    throw new StoreException(Reason.BUSY, file + ": is held by another store of this process");
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null || !open.isOpen()) {
      open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel = open;
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    threads.lock();
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      threads.unlock();
    }
  }
}
