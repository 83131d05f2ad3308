// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;

/**
 * Where clusters will be, known before any is read: encryption depends on the place, and many threads
 * encrypt. Each cluster that may hold data gets one, in guest order, with one for the L2 table after
 * those it maps; what turns out to be zeros leaves its place free.
 *
 * <p>Safe for use by many threads once {@link #hear} has returned.
 */
final class Placement {
  private final Qcow2Options kind;
  private final long size;
  private final long[][] placed;
  private final long[] starts;

  /**
   * No places yet.
   *
   * @param size of the disk in bytes
   */
  Placement(Qcow2Options kind, long size) {
    this.kind = kind;
    this.size = size;
    int tables = (int) L1Size.entries(kind, size);
    this.placed = new long[tables][];
    this.starts = new long[tables];
  }

  /**
   * Gives places.
   *
   * @param everything walks the whole disk
   * @param cluster the first free one
   */
  void hear(ExtentCursor everything, long cluster) throws IOException {
    if (kind.preallocation().mapsEverything() && size > 0) {
      mark(0, size - 1 >> kind.clusterBits());
    }
    for (Extent.Resolved run = everything.next(); run != null; run = everything.next()) {
      boolean wanted =
          kind.backing().isPresent() ? !(run instanceof Extent.Hole) : !run.readsAsZero();
      if (wanted) {
        mark(run.offset() >> kind.clusterBits(), run.end() - 1 >> kind.clusterBits());
      }
    }
    long next = cluster;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = next;
      if (placed[i] != null) {
        next += rank(placed[i], kind.l2Entries()) + 1;
      }
    }
  }

  private void mark(long first, long last) {
    for (long cluster = first; cluster <= last; cluster++) {
      int table = (int) (cluster / kind.l2Entries());
      if (placed[table] == null) {
        placed[table] = new long[(kind.l2Entries() + Long.SIZE - 1) / Long.SIZE];
      }
      int entry = (int) (cluster % kind.l2Entries());
      placed[table][entry / Long.SIZE] |= 1L << entry;
    }
  }

  /** Where the cluster at that guest position will be, in bytes. */
  long of(long offset) {
    long cluster = offset >> kind.clusterBits();
    int table = (int) (cluster / kind.l2Entries());
    int rank = rank(placed[table], (int) (cluster % kind.l2Entries()));
    return starts[table] + rank << kind.clusterBits();
  }

  /** How many of the first {@code end} bits are set. */
  private static int rank(long[] bits, int end) {
    int rank = 0;
    for (int word = 0; word < end / Long.SIZE; word++) {
      rank += Long.bitCount(bits[word]);
    }
    int rest = end % Long.SIZE;
    return rest == 0 ? rank : rank + Long.bitCount(bits[end / Long.SIZE] & (1L << rest) - 1);
  }
}
