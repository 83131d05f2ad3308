// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteOrder;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.format.Pieces;
import org.diskmill.io.Source;

/** The block allocation table of one file. Safe for use by many threads. */
final class BlockTable {
  private static final int PIECE = 64 << 10;
  private static final long LEAST = 1 << 20;
  private static final long BITMAP_BYTES = 1 << 20;

  private final Source source;
  private final RegionTable.Region region;
  private final Bat bat;
  private final int blockBytes;
  private final TakenSpace others;
  private final boolean lenient;
  private final Pieces pieces;

  /**
   * The table in a region.
   *
   * @param blockBytes the size of a payload block
   * @param others what else lies in the file, where no block can be
   * @param lenient whether blocks may lie one over the other, and past the end of the file
   */
  BlockTable(
      Source source,
      RegionTable.Region region,
      Bat bat,
      int blockBytes,
      TakenSpace others,
      boolean lenient)
      throws CorruptImageException {
    this.source = source;
    this.others = others;
    this.lenient = lenient;
    this.region = region;
    this.bat = bat;
    this.blockBytes = blockBytes;
    this.pieces = lenient
        ? new Pieces(source, ByteOrder.LITTLE_ENDIAN, PIECE)
        : new Pieces(
            source,
            ByteOrder.LITTLE_ENDIAN,
            PIECE,
            new BlocksApart(region.at(), bat, blockBytes, others));
    if (bat.entries() > room()) {
      throw new CorruptImageException(source
          + ": block allocation table at "
          + region.at()
          + " has "
          + region.length()
          + " bytes, expected room for "
          + bat.entries()
          + " entries");
    }
  }

  /** How many entries the region has room for, of which the disk may need fewer. */
  long room() {
    return region.length() / Bat.ENTRY_BYTES;
  }

  Bat layout() {
    return bat;
  }

  /** The raw entry of a payload block. */
  long payload(long block) throws IOException {
    return entry(bat.payload(block));
  }

  /** Where that entry stands, for messages. */
  long payloadAt(long block) {
    return entryAt(bat.payload(block));
  }

  /** Where the entry of that index stands. */
  long entryAt(long index) {
    return region.at() + index * Bat.ENTRY_BYTES;
  }

  /** Whether asking for this block costs a read that asking for the one before it does not. */
  boolean beginsPiece(long block) {
    return bat.payload(block) * Bat.ENTRY_BYTES / PIECE
        != bat.payload(block - 1) * Bat.ENTRY_BYTES / PIECE;
  }

  /** Where the bitmap block is that covers a partly present block. */
  long bitmapAt(long block) throws IOException {
    long index = bat.bitmap(block);
    long entry = entry(index);
    long at = Bat.at(entry);
    if (Bat.state(entry) != Bat.PRESENT || at < LEAST || at > source.size() - BITMAP_BYTES) {
      throw new CorruptImageException(source
          + ": block allocation table entry at "
          + entryAt(index)
          + " has state "
          + Bat.state(entry)
          + " and place "
          + Long.toUnsignedString(at)
          + ", expected a sector bitmap inside the file for the partly present block of the entry"
          + " at "
          + payloadAt(block));
    }
    checkApart(at, BITMAP_BYTES, "sector bitmap", entryAt(index));
    return at;
  }

  /**
   * Where a stored payload block is: inside the file, at least its beginning. Leniently, one that is
   * lost with the file's end is at the end.
   */
  long dataAt(long entry, long block) throws CorruptImageException {
    long at = Bat.at(entry);
    if (lenient && Long.compareUnsigned(at, source.size()) >= 0) {
      return source.size();
    }
    if (at < LEAST || at >= source.size()) {
      throw new CorruptImageException(source
          + ": block allocation table entry at "
          + payloadAt(block)
          + " points to "
          + Long.toUnsignedString(at)
          + ", expected a place behind the headers and before the end of the file at "
          + source.size());
    }
    checkApart(at, blockBytes, "block", payloadAt(block));
    return at;
  }

  private void checkApart(long at, long bytes, String what, long entryAt)
      throws CorruptImageException {
    if (others.cover(at, bytes)) {
      throw new CorruptImageException(source
          + ": block allocation table entry at "
          + entryAt
          + " points to "
          + at
          + ", and a "
          + what
          + " there would lie over the log, the metadata or the table");
    }
  }

  /** Whether a block is stored at that place, and may be: then it continues what lies before it. */
  boolean continuesAt(long at, long block) throws IOException {
    return payload(block) == Bat.entry(at, Bat.PRESENT) && !others.cover(at, blockBytes);
  }

  /** The raw entry of that index. */
  long entry(long index) throws IOException {
    long within = index * Bat.ENTRY_BYTES;
    int in = (int) (within % PIECE);
    return pieces.at(region.at() + within - in).getLong(in);
  }
}
