// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.format.Pieces;
import org.diskmill.io.Source;

/**
 * Where each block is: [VHD1 "Block Allocation Table and Data Blocks"]. Safe for use by many threads.
 */
final class BlockTable {
  /** A block that is not stored. */
  static final long UNUSED = 0xffff_ffffL;

  private static final int PIECE = 64 << 10;

  /** How many entries are read with one. */
  static final int AT_ONCE = PIECE / Integer.BYTES;

  private final Source source;
  private final VhdFooter footer;
  private final DynamicHeader header;
  private final TakenSpace others;
  private final Pieces pieces;

  private BlockTable(Source source, VhdFooter footer, DynamicHeader header, Pieces.Check check) {
    this.source = source;
    this.footer = footer;
    this.header = header;
    this.others = new TakenSpace(header);
    this.pieces = new Pieces(source, ByteOrder.BIG_ENDIAN, PIECE, check);
  }

  /** A table whose entries are taken as they are. */
  static BlockTable any(Source source, VhdFooter footer, DynamicHeader header) {
    return new BlockTable(source, footer, header, (at, piece) -> Optional.empty());
  }

  /** A table that gives each block a place of its own, or is refused where it does not. */
  static BlockTable apart(Source source, VhdFooter footer, DynamicHeader header) {
    return new BlockTable(source, footer, header, new BlocksApart(footer, header));
  }

  /** The raw entry: a sector number, or {@link #UNUSED}. */
  long entry(long block) throws IOException {
    long within = block * Integer.BYTES;
    int in = (int) (within % PIECE);
    return Integer.toUnsignedLong(pieces.at(header.tableAt() + within - in).getInt(in));
  }

  /** Where the entry stands, for messages. */
  long entryAt(long block) {
    return header.tableAt() + block * Integer.BYTES;
  }

  /** Where the bitmap of a block is that {@code entry} says is stored; its data follow. */
  long bitmapAt(long entry, long block) throws CorruptImageException {
    long at = entry * VhdGeometry.SECTOR;
    if (at > source.size() - header.bitmapBytes()) {
      throw wrong(block, at, "past the end of the file at " + source.size());
    }
    if (others.cover(at)) {
      throw wrong(block, at, "where the footer's copy, the header or the table is");
    }
    long end = footer.endOfBlocks(source);
    long needed = Math.min(header.blockBytes(), footer.diskBytes() - block * header.blockBytes());
    if (needed > end - at - header.bitmapBytes()) {
      throw wrong(
          block,
          at,
          "where the disk has " + needed + " bytes, but blocks end at " + end
              + "; the file is truncated");
    }
    return at;
  }

  /** How much of the data that the disk has in a block is in the file, whatever its entry says. */
  long bytesThere(long entry, long block) {
    long at = entry * VhdGeometry.SECTOR;
    if (others.cover(at)) {
      return 0;
    }
    long needed = Math.min(header.blockBytes(), footer.diskBytes() - block * header.blockBytes());
    long there = footer.endOfBlocks(source) - at - header.bitmapBytes();
    return Math.max(0, Math.min(needed, there));
  }

  private CorruptImageException wrong(long block, long at, String how) {
    return new CorruptImageException(source
        + ": block allocation table entry at "
        + entryAt(block)
        + " points to "
        + at
        + ", "
        + how);
  }
}
