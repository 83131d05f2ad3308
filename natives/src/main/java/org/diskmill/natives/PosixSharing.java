// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.io.FileOps;

/** Shares ranges by {@code FICLONERANGE}, which shares or fails and never copies. */
final class PosixSharing implements FileOps.Sharing {
  /** What file systems share in; one with larger blocks refuses, and is not asked again. */
  private static final int BLOCK = 4096;

  private final Descriptor file;
  private volatile boolean refused;

  PosixSharing(Descriptor file) {
    this.file = file;
  }

  @Override
  public long share(FileOps.HoleMap source, long offset, long length, long at) throws IOException {
    long count = length / BLOCK * BLOCK;
    boolean aligned = offset % BLOCK == 0 && at % BLOCK == 0 && count > 0;
    if (refused || !aligned || !(source instanceof PosixHoleMap from)) {
      return 0;
    }
    // Always the source's lock first; no file is both.
    synchronized (from.file()) {
      synchronized (file) {
        return clone(from.file().number(), offset, count, at);
      }
    }
  }

  private long clone(int from, long offset, long count, long at) throws IOException {
    ByteBuffer range = ByteBuffer.allocate(4 * Long.BYTES).order(ByteOrder.nativeOrder());
    range.putLong(from).putLong(offset).putLong(count).putLong(at);
    try {
      Posix.ioctl(file.number(), Posix.FICLONERANGE, range.array());
      return count;
    } catch (LastErrorException cannot) {
      // Other file system, no such ability, quota, damage: copying works or says it better.
      refused = true;
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
