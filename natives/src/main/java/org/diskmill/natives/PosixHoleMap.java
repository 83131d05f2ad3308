// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.util.OptionalLong;
import org.diskmill.io.FileOps;
import org.diskmill.io.SparseSource;

/** Tells data from holes by {@code SEEK_DATA} and {@code SEEK_HOLE}. */
final class PosixHoleMap implements FileOps.HoleMap, FoundStretch.Seeking {
  private final Descriptor file;

  private final FoundStretch found = new FoundStretch(this);

  PosixHoleMap(Descriptor file) {
    this.file = file;
  }

  Descriptor file() {
    return file;
  }

  @Override
  public SparseSource.Run runAt(long offset, long limit, long size) throws IOException {
    synchronized (file) {
      return found.runAt(offset, size);
    }
  }

  @Override
  public OptionalLong storedBytes() throws IOException {
    synchronized (file) {
      return Statx.storedBytes(file.number());
    }
  }

  /** As there; the offset itself where nobody knows. */
  @Override
  public long data(long offset, long size) throws IOException {
    try {
      return Posix.lseek(file.number(), offset, Posix.SEEK_DATA);
    } catch (LastErrorException failed) {
      return failed.getErrorCode() == Posix.ENXIO ? size : offset;
    }
  }

  @Override
  public long hole(long offset, long size) throws IOException {
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
