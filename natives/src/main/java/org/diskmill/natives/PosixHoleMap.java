// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import org.diskmill.io.FileOps;
import org.diskmill.io.SparseSource;

/** Tells data from holes by {@code SEEK_DATA} and {@code SEEK_HOLE}. */
final class PosixHoleMap implements FileOps.HoleMap {
  private final Descriptor file;

  /**
   * The stretch of data that was found last, its end unknown while that is before its beginning. Who
   * walks over a file asks where a hole ended, and for many parts of one stretch; and the kernel, asked
   * for a hole, may look at every page up to it.
   */
  private long dataFrom = -1;

  private long dataTo = -1;

  PosixHoleMap(Descriptor file) {
    this.file = file;
  }

  Descriptor file() {
    return file;
  }

  @Override
  public SparseSource.Run runAt(long offset, long limit, long size) throws IOException {
    synchronized (file) {
      if (offset < dataFrom || offset >= dataTo) {
        long data = offset == dataFrom ? offset : seekData(offset, size);
        dataFrom = data;
        dataTo = -1;
        if (data > offset) {
          return new SparseSource.Run(offset, Math.min(data, size) - offset, true);
        }
        dataTo = seekHole(offset, size);
      }
      return new SparseSource.Run(offset, Math.min(dataTo, size) - offset, false);
    }
  }

  /** The next data at or after the offset, or the end; the offset itself where nobody knows. */
  private long seekData(long offset, long size) throws IOException {
    try {
      return Posix.lseek(file.number(), offset, Posix.SEEK_DATA);
    } catch (LastErrorException failed) {
      return failed.getErrorCode() == Posix.ENXIO ? size : offset;
    }
  }

  private long seekHole(long offset, long size) throws IOException {
    try {
      long hole = Posix.lseek(file.number(), offset, Posix.SEEK_HOLE);
      // A file that shrank under our eyes must not yield an empty run.
      return hole > offset ? hole : size;
    } catch (LastErrorException failed) {
      return size;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
