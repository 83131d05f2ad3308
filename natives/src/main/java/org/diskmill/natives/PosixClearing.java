// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import org.diskmill.io.FileOps;

/**
 * Clears ranges by {@code fallocate}: gives the storage back where it can, which also tells a thin
 * device that it is free, and otherwise has the kernel zero it.
 */
final class PosixClearing implements FileOps.Clearing {
  private static final int[] WAYS = {
    Posix.FALLOC_FL_PUNCH_HOLE | Posix.FALLOC_FL_KEEP_SIZE,
    Posix.FALLOC_FL_ZERO_RANGE | Posix.FALLOC_FL_KEEP_SIZE
  };

  private final Descriptor file;
  private int way;

  PosixClearing(Descriptor file) {
    this.file = file;
  }

  @Override
  public boolean clear(long at, long length) throws IOException {
    synchronized (file) {
      for (; way < WAYS.length; way++) {
        try {
          Posix.fallocate(file.number(), WAYS[way], at, length);
          return true;
        } catch (LastErrorException cannot) {
          // A way that failed once is not tried again; an error of the device itself shows when the
          // zeros are written.
        }
      }
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
