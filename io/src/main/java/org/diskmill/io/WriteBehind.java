// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has the system write a file to storage while it grows, so that little is left to wait for when it is
 * forced. Safe for use by many threads.
 */
final class WriteBehind {
  /** Bytes between two requests: storage is kept busy, and a small file costs no native call. */
  static final long STEP = 16 << 20;

  private final FileAbilities abilities;
  private final AtomicLong written = new AtomicLong();
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean unwilling;

  WriteBehind(FileAbilities abilities) {
    this.abilities = abilities;
  }

  /** Counts bytes that were written to the file. */
  void wrote(int count) {
    long now = written.addAndGet(count);
    // A request may wait while the device has enough to do; one thread that waits is enough.
    if (now / STEP != (now - count) / STEP && !unwilling && asking.compareAndSet(false, true)) {
      try {
        begin();
      } finally {
        asking.set(false);
      }
    }
  }

  private void begin() {
    try {
      FileOps.WriteBack writeBack = abilities.writeBack();
      if (writeBack != null) {
        writeBack.begin();
      }
    } catch (IOException cannot) {
      // The bytes are written all the same, and forcing them says what is wrong with the storage.
      unwilling = true;
    }
  }
}
