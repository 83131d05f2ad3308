// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Path;
import org.diskmill.io.FileOps;
import org.diskmill.io.SparseSource;

/** Tells data from holes by {@code SEEK_DATA} and {@code SEEK_HOLE}. */
final class PosixHoleMap implements FileOps.HoleMap {
  private final Path path;
  private final int descriptor;
  private boolean closed;

  PosixHoleMap(Path path, int descriptor) {
    this.path = path;
    this.descriptor = descriptor;
  }

  @Override
  public synchronized SparseSource.Run runAt(long offset, long limit, long size)
      throws IOException {
    if (closed) {
      throw new IOException(path + ": closed");
    }
    long data = seekData(offset, size);
    if (data > offset) {
      return new SparseSource.Run(offset, Math.min(data, size) - offset, true);
    }
    long hole = seekHole(offset, size);
    return new SparseSource.Run(offset, Math.min(hole, size) - offset, false);
  }

  /** The next data at or after the offset, or the end; the offset itself where nobody knows. */
  private long seekData(long offset, long size) {
    try {
      return Posix.lseek(descriptor, offset, Posix.SEEK_DATA);
    } catch (LastErrorException failed) {
      return failed.getErrorCode() == Posix.ENXIO ? size : offset;
    }
  }

  private long seekHole(long offset, long size) {
    try {
      long hole = Posix.lseek(descriptor, offset, Posix.SEEK_HOLE);
      // A file that shrank under our eyes must not yield an empty run.
      return hole > offset ? hole : size;
    } catch (LastErrorException failed) {
      return size;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      Posix.close(descriptor);
    } catch (LastErrorException failed) {
      throw new IOException(path + ": closing failed with error " + failed.getErrorCode(), failed);
    }
  }
}
