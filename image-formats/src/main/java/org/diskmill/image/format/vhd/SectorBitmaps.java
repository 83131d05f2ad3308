// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.nio.ByteOrder;
import org.diskmill.image.format.Pieces;
import org.diskmill.image.format.SectorBits;
import org.diskmill.io.Source;

/** Which sectors of a differencing disk's blocks are its own. Safe for use by many threads. */
final class SectorBitmaps {
  private final Pieces pieces;
  private final int sectors;

  SectorBitmaps(Source source, DynamicHeader header) {
    this.pieces = new Pieces(source, ByteOrder.BIG_ENDIAN, header.bitmapBytes());
    this.sectors = (int) (header.blockBytes() / VhdGeometry.SECTOR);
  }

  /** Those of the block whose bitmap is at {@code at}; the first sector is the highest bit. */
  SectorBits at(long at) throws IOException {
    return new SectorBits(pieces.at(at), 0, sectors, true);
  }
}
