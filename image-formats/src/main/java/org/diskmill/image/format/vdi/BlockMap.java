// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.nio.ByteOrder;
import org.diskmill.image.format.Pieces;
import org.diskmill.io.Source;

/** Which block of the file each block of the disk is: [VDI "block map"]. Safe for many threads. */
final class BlockMap {
  /** The block is not stored here: the parent has it, or nobody. */
  static final long UNALLOCATED = 0xffff_ffffL;

  /** The guest gave the block up, and it reads as zeros, whatever a parent has. */
  static final long DISCARDED = 0xffff_fffeL;

  private static final int PIECE = 64 << 10;

  /** How many entries are read with one. */
  static final int AT_ONCE = PIECE / Integer.BYTES;

  private final VdiHeader header;
  private final Pieces pieces;

  BlockMap(Source source, VdiHeader header) {
    this.header = header;
    this.pieces = new Pieces(source, ByteOrder.LITTLE_ENDIAN, PIECE);
  }

  /** The entry of that block: a number in the file, or one of the values above. */
  long entry(long block) throws IOException {
    long within = block * Integer.BYTES;
    int in = (int) (within % PIECE);
    return Integer.toUnsignedLong(pieces.at(header.mapAt() + within - in).getInt(in));
  }

  /** Where the entry stands in the file. */
  long entryAt(long block) {
    return header.mapAt() + block * Integer.BYTES;
  }
}
