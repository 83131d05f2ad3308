// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.image.format.Pieces;
import org.diskmill.io.Source;

/**
 * Which sectors of a differencing disk's block are its own. The first sector is the highest bit of
 * the first byte; VHDX has it the other way round.
 *
 * <p>Safe for use by many threads.
 */
final class SectorBitmaps {
  private static final int ALL = 0xff;

  private final Pieces pieces;
  private final int sectors;

  SectorBitmaps(Source source, DynamicHeader header) {
    this.pieces = new Pieces(source, ByteOrder.BIG_ENDIAN, header.bitmapBytes());
    this.sectors = (int) (header.blockBytes() / VhdGeometry.SECTOR);
  }

  /** Whether the block whose bitmap is at {@code at} has that sector. */
  boolean has(long at, int sector) throws IOException {
    return bit(pieces.at(at), sector);
  }

  /** The first sector after {@code sector} that is not as that one is, or the block's end. */
  int end(long at, int sector, int stop) throws IOException {
    ByteBuffer bitmap = pieces.at(at);
    boolean set = bit(bitmap, sector);
    int whole = set ? ALL : 0;
    int next = sector + 1;
    int last = Math.min(stop, sectors);
    while (next < last) {
      if (next % Byte.SIZE == 0 && (bitmap.get(next / Byte.SIZE) & ALL) == whole) {
        next += Byte.SIZE;
      } else if (bit(bitmap, next) == set) {
        next++;
      } else {
        return next;
      }
    }
    return last;
  }

  private static boolean bit(ByteBuffer bitmap, int sector) {
    return (bitmap.get(sector / Byte.SIZE) & 0x80 >>> sector % Byte.SIZE) != 0;
  }
}
