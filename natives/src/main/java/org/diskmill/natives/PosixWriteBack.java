// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import org.diskmill.io.FileOps;

/**
 * Writes early by {@code sync_file_range}: only its request to write, which waits for nothing that is
 * under way and so takes no error away from whoever forces the file.
 */
final class PosixWriteBack implements FileOps.WriteBack {
  private final Descriptor file;
  private volatile boolean refused;

  PosixWriteBack(Descriptor file) {
    this.file = file;
  }

  @Override
  public void begin() throws IOException {
    if (refused) {
      return;
    }
    synchronized (file) {
      try {
        Posix.sync_file_range(file.number(), 0, 0, Posix.SYNC_FILE_RANGE_WRITE);
      } catch (LastErrorException cannot) {
        // Without it the file is written later, and an error of the device shows then.
        refused = true;
      }
    }
  }

  /** Whether the kernel would not do it. */
  boolean refused() {
    return refused;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
