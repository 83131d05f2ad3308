// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.util.OptionalLong;
import org.diskmill.io.FileOps;
import org.diskmill.io.SparseSource;

/** Tells data from holes by {@code SEEK_DATA} and {@code SEEK_HOLE}. */
final class PosixHoleMap implements FileOps.HoleMap {
  private final Descriptor file;

  /**
   * The stretch of data that was found last, its end unknown while that is before its beginning, and
   * from where on there is a hole in front of it. Who walks over a file asks for many parts of one
   * stretch or hole, and where a hole ended; and the kernel, asked for a hole, may look at every page
   * up to it.
   */
  private long holeFrom;

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
      boolean inHole = offset >= holeFrom && offset < dataFrom;
      boolean inData = offset >= dataFrom && offset < dataTo;
      if (!inHole && !inData) {
        dataFrom = offset == dataFrom ? offset : seekData(offset, size);
        inHole = dataFrom > offset;
        dataTo = inHole ? -1 : seekHole(offset, size);
        holeFrom = offset;
      }
      if (inHole) {
        return new SparseSource.Run(offset, Math.min(dataFrom, size) - offset, true);
      }
      return new SparseSource.Run(offset, Math.min(dataTo, size) - offset, false);
    }
  }

  @Override
  public OptionalLong storedBytes() throws IOException {
    synchronized (file) {
      return Statx.storedBytes(file.number());
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
