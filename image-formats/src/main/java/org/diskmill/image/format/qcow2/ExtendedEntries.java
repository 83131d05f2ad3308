// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.LongBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.io.Source;

/**
 * Entries of 128 bits, whose second half says of each of 32 subclusters whether it is allocated or
 * zero: [QCOW2 "Extended L2 Entries"].
 */
final class ExtendedEntries implements Entries {
  private static final int SUBCLUSTERS = 32;

  private final Source source;
  private final Qcow2Header header;

  ExtendedEntries(Source source, Qcow2Header header) {
    this.source = source;
    this.header = header;
  }

  @Override
  public int pieceBytes() {
    return header.clusterBytes() / SUBCLUSTERS;
  }

  @Override
  public Piece piece(LongBuffer table, long index, long tableStart) throws CorruptImageException {
    int cluster = (int) (index / SUBCLUSTERS);
    int sub = (int) (index % SUBCLUSTERS);
    long entry = table.get(2 * cluster);
    if ((entry & Bits.COMPRESSED) != 0) {
      return Piece.compressed(entry);
    }
    long bitmap = table.get(2 * cluster + 1);
    boolean allocated = (bitmap >>> sub & 1) != 0;
    boolean zero = (bitmap >>> (SUBCLUSTERS + sub) & 1) != 0;
    long guest = tableStart + (long) cluster * header.clusterBytes();
    if (allocated && zero) {
      throw new CorruptImageException(source
          + ": L2 entry for guest offset "
          + guest
          + " has subcluster "
          + sub
          + " both allocated and zero, expected one of them");
    }
    if (zero) {
      return (entry & Bits.OFFSET) == 0
          ? Piece.ZERO
          : Piece.keptZero(
              HostOffsets.aligned(source, header, entry, guest) + (long) sub * pieceBytes());
    }
    if (!allocated) {
      return Piece.UNALLOCATED;
    }
    if ((entry & Bits.OFFSET) == 0 && !HostOffsets.zeroIsAPlace(header, entry)) {
      throw new CorruptImageException(source
          + ": L2 entry for guest offset "
          + guest
          + " has subcluster "
          + sub
          + " allocated but names no place, expected one");
    }
    long at = HostOffsets.aligned(source, header, entry, guest);
    return Piece.data(at + (long) sub * pieceBytes());
  }

  @Override
  public int alike(LongBuffer table, long index) {
    int cluster = (int) (index / SUBCLUSTERS);
    return alike(table.get(2 * cluster + 1), (int) (index % SUBCLUSTERS));
  }

  /** How many subclusters from {@code sub} on have both of their bits as it has them. */
  static int alike(long bitmap, int sub) {
    return Math.min(same((int) bitmap, sub), same((int) (bitmap >>> SUBCLUSTERS), sub));
  }

  private static int same(int bits, int from) {
    int left = bits >>> from;
    int other = (left & 1) == 0 ? left : ~left;
    return Math.min(Integer.numberOfTrailingZeros(other), SUBCLUSTERS - from);
  }
}
