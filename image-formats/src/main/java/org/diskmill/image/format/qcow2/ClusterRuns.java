// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.LongBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.io.Source;

/** Makes runs of neighbouring clusters, or subclusters, that are of one kind and lie in one piece. */
final class ClusterRuns {
  private final Qcow2Header header;
  private final Entries entries;
  private final Stored stored;

  ClusterRuns(Source source, GuestData data, Qcow2Header header, boolean lenient) {
    this.header = header;
    this.entries = header.extendedL2()
        ? new ExtendedEntries(source, header)
        : new StandardEntries(source, header);
    this.stored = new Stored(source, data, header, lenient);
  }

  /**
   * The run that covers {@code offset}.
   *
   * @param tableStart the guest offset of the table's first cluster
   * @param stop where to end at the latest
   */
  Extent at(LongBuffer table, long tableStart, long offset, long stop)
      throws CorruptImageException {
    int piece = entries.pieceBytes();
    long index = (offset - tableStart) / piece;
    long start = tableStart + index * piece;
    Piece first = entries.piece(table, index, tableStart);
    if (first.kind() == Piece.Kind.COMPRESSED) {
      return stored.packed(first, start & -(long) header.clusterBytes()).clip(offset, stop);
    }
    long end = start;
    do {
      int alike = entries.alike(table, index);
      index += alike;
      end += (long) alike * piece;
    } while (end < stop && first.continuedBy(entries.piece(table, index, tableStart), end - start));
    return stored.run(first, start, Math.min(end, stop) - start, offset);
  }
}
