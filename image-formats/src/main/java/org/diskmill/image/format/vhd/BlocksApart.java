// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.diskmill.image.format.Pieces;
import org.diskmill.image.format.TakenPlaces;

/** Looks in a piece of the block allocation table for entries that say places of other blocks. */
final class BlocksApart implements Pieces.Check {
  private final DynamicHeader header;
  private final long blocks;
  private final TakenSpace others;
  private final TakenPlaces taken;

  BlocksApart(VhdFooter footer, DynamicHeader header) {
    this.header = header;
    this.blocks = header.blocks(footer.diskBytes());
    this.others = new TakenSpace(header);
    long span = header.bitmapBytes() + header.blockBytes();
    this.taken = new TakenPlaces((int) (span / VhdGeometry.SECTOR));
  }

  @Override
  public Optional<String> wrong(long at, ByteBuffer piece) {
    long first = (at - header.tableAt()) / Integer.BYTES;
    int count = (int) Math.min(piece.limit() / Integer.BYTES, blocks - first);
    for (int i = 0; i < count; i++) {
      long sector = Integer.toUnsignedLong(piece.getInt(i * Integer.BYTES));
      if (placed(sector) && !taken.take(sector)) {
        return Optional.of("block allocation table entry at " + (at + (long) i * Integer.BYTES)
            + " points to " + sector * VhdGeometry.SECTOR + ", where another block is too");
      }
    }
    return Optional.empty();
  }

  /** Whether the entry is of a block; a place that none can have is found when it is asked for. */
  private boolean placed(long sector) {
    return sector != BlockTable.UNUSED && !others.cover(sector * VhdGeometry.SECTOR);
  }
}
