// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.diskmill.store.UploadToken;

/**
 * Who is at work on which upload.
 *
 * <p>A list for this store and a lock file for others: merely looking at a lock file that this
 * process holds would lose the lock when the look ends. Safe for use by many threads.
 */
final class UploadLocks {
  private final Set<String> ours = ConcurrentHashMap.newKeySet();

  /** Takes an upload; empty if somebody has it. */
  Optional<Hold> take(UploadFolder folder) throws IOException {
    String id = folder.token().id();
    if (!ours.add(id)) {
      return Optional.empty();
    }
    Optional<HeldLock> lock = Optional.empty();
    try {
      lock = HeldLock.take(folder.lock());
      return lock.map(file -> new Hold(this, folder.token(), file));
    } finally {
      if (lock.isEmpty()) {
        ours.remove(id);
      }
    }
  }

  /** An upload that nobody else can take until this is closed. */
  record Hold(UploadLocks locks, UploadToken token, HeldLock file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      file.close();
      locks.ours.remove(token.id());
    }
  }
}
