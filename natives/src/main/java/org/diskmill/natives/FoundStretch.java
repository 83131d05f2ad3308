// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import java.io.IOException;
import org.diskmill.io.SparseSource;

/**
 * Remembers the hole and the stretch of data of a file that were found last. Who walks over a file asks
 * for many parts of one of them, and where a hole ended; and the kernel, asked for a hole, may look at
 * every page up to it. Used by one thread at a time.
 */
final class FoundStretch {
  private final Seeking file;

  /** There is a hole from here to where the data begin, if that is not before it. */
  private long holeFrom;

  private long dataFrom = -1;

  /** Not known while it is before the data's beginning. */
  private long dataTo = -1;

  FoundStretch(Seeking file) {
    this.file = file;
  }

  /** What tells where a file's holes are. */
  interface Seeking {
    /** The first data at or after the offset, or the end. */
    long data(long offset, long size) throws IOException;

    /** The first hole behind the offset, or the end. */
    long hole(long offset, long size) throws IOException;
  }

  /** The rest of the stretch or hole that covers {@code offset}. */
  SparseSource.Run runAt(long offset, long size) throws IOException {
    boolean inHole = offset >= holeFrom && offset < dataFrom;
    boolean inData = offset >= dataFrom && offset < dataTo;
    if (!inHole && !inData) {
      dataFrom = offset == dataFrom ? offset : file.data(offset, size);
      inHole = dataFrom > offset;
      dataTo = inHole ? -1 : file.hole(offset, size);
      holeFrom = offset;
    }
    long end = inHole ? dataFrom : dataTo;
    return new SparseSource.Run(offset, Math.min(end, size) - offset, inHole);
  }
}
