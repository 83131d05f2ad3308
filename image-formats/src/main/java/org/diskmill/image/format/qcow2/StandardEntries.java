// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.LongBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.io.Source;

/** Entries of 64 bits, one a cluster: [QCOW2 "L2 table entry", "Standard Cluster Descriptor"]. */
final class StandardEntries implements Entries {
  private final Source source;
  private final Qcow2Header header;
  private final boolean zeroFlag;

  StandardEntries(Source source, Qcow2Header header) {
    this.source = source;
    this.header = header;
    this.zeroFlag = header.version() >= 3;
  }

  @Override
  public int pieceBytes() {
    return header.clusterBytes();
  }

  @Override
  public Piece piece(LongBuffer table, long index, long tableStart) throws CorruptImageException {
    long entry = table.get((int) index);
    if ((entry & Bits.COMPRESSED) != 0) {
      return Piece.compressed(entry);
    }
    if ((entry & Bits.READS_AS_ZERO) != 0) {
      if (!zeroFlag) {
        throw new CorruptImageException(source
            + ": L2 entry for guest offset "
            + (tableStart + index * header.clusterBytes())
            + " reads as zeros (bit 0), which version 2 does not have");
      }
      // The place that may be kept for it is for writers, and to be shown.
      return (entry & Bits.OFFSET) == 0
          ? Piece.ZERO
          : Piece.keptZero(HostOffsets.aligned(
              source, header, entry, tableStart + index * header.clusterBytes()));
    }
    if ((entry & Bits.OFFSET) == 0 && !HostOffsets.zeroIsAPlace(header, entry)) {
      return Piece.UNALLOCATED;
    }
    return Piece.data(
        HostOffsets.aligned(source, header, entry, tableStart + index * header.clusterBytes()));
  }
}
