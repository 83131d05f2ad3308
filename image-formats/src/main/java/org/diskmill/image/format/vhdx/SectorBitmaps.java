// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteOrder;
import org.diskmill.image.format.Pieces;
import org.diskmill.image.format.SectorBits;
import org.diskmill.io.Source;

/**
 * Which sectors of partly present blocks are the file's own: [MS-VHDX 2.5.1.2]. Safe for use by many
 * threads.
 */
final class SectorBitmaps {
  /** No block's bits straddle two of these: a block has at most as many. */
  private static final int PIECE = 64 << 10;

  private final VhdxMetadata metadata;
  private final BlockTable table;
  private final Pieces pieces;

  SectorBitmaps(Source source, VhdxMetadata metadata, BlockTable table) {
    this.metadata = metadata;
    this.table = table;
    this.pieces = new Pieces(source, ByteOrder.LITTLE_ENDIAN, PIECE);
  }

  /** The bits of a partly present block. */
  SectorBits of(long block) throws IOException {
    int sectors = metadata.blockBytes() / metadata.sectorBytes();
    long within = block % table.layout().chunk() * (sectors / Byte.SIZE);
    int in = (int) (within % PIECE);
    return new SectorBits(pieces.at(table.bitmapAt(block) + within - in), in, sectors, false);
  }

  /** How far into a partly present block its own sectors reach, in bytes. */
  long ownBytes(long block) throws IOException {
    SectorBits bits = of(block);
    for (int at = bits.sectors() / Byte.SIZE; at > 0; at -= Long.BYTES) {
      long some = bits.bytes().getLong(bits.from() + at - Long.BYTES);
      if (some != 0) {
        int own = at * Byte.SIZE - Long.numberOfLeadingZeros(some);
        return (long) own * metadata.sectorBytes();
      }
    }
    return 0;
  }
}
