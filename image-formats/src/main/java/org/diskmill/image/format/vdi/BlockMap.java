// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.diskmill.image.format.Pieces;
import org.diskmill.image.format.TakenPlaces;
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

  private BlockMap(Source source, VdiHeader header, Pieces.Check check) {
    this.header = header;
    this.pieces = new Pieces(source, ByteOrder.LITTLE_ENDIAN, PIECE, check);
  }

  /** A map whose entries are taken as they are. */
  static BlockMap any(Source source, VdiHeader header) {
    return new BlockMap(source, header, (at, piece) -> Optional.empty());
  }

  /** A map that gives each block one of its own, or is refused where it does not. */
  static BlockMap apart(Source source, VdiHeader header) {
    TakenPlaces taken = new TakenPlaces(1);
    return new BlockMap(source, header, (at, piece) -> wrong(header, taken, at, piece));
  }

  private static Optional<String> wrong(
      VdiHeader header, TakenPlaces taken, long at, ByteBuffer piece) {
    long first = (at - header.mapAt()) / Integer.BYTES;
    int count = (int) Math.min(piece.limit() / Integer.BYTES, header.neededBlocks() - first);
    for (int i = 0; i < count; i++) {
      long number = Integer.toUnsignedLong(piece.getInt(i * Integer.BYTES));
      if (number < header.blocks() && !taken.take(number)) {
        return Optional.of("block map entry at " + (at + (long) i * Integer.BYTES) + " is " + number
            + ", and so is that of another block");
      }
    }
    return Optional.empty();
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
