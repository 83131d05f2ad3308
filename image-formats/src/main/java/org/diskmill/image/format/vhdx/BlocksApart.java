// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.diskmill.image.format.Pieces;
import org.diskmill.image.format.TakenPlaces;

/** Looks in a piece of the block allocation table for entries that say places of other blocks. */
final class BlocksApart implements Pieces.Check {
  private static final int MIB = 1 << 20;

  private final long tableAt;
  private final Bat bat;
  private final int blockBytes;
  private final TakenSpace others;
  private final TakenPlaces taken;

  BlocksApart(long tableAt, Bat bat, int blockBytes, TakenSpace others) {
    this.tableAt = tableAt;
    this.bat = bat;
    this.blockBytes = blockBytes;
    this.others = others;
    this.taken = new TakenPlaces(blockBytes / MIB);
  }

  @Override
  public Optional<String> wrong(long at, ByteBuffer piece) {
    long first = (at - tableAt) / Bat.ENTRY_BYTES;
    for (int i = 0; i < piece.limit() / Bat.ENTRY_BYTES; i++) {
      long entry = piece.getLong(i * Bat.ENTRY_BYTES);
      if (bat.isPayload(first + i) && placed(entry) && !taken.take(Bat.at(entry) / MIB)) {
        return Optional.of("block allocation table entry at "
            + (at + (long) i * Bat.ENTRY_BYTES)
            + " points to "
            + Bat.at(entry)
            + ", where another block is too");
      }
    }
    return Optional.empty();
  }

  /** Whether a block is stored; a place that none can have is found when it is asked for. */
  private boolean placed(long entry) {
    boolean stored = Bat.state(entry) == Bat.PRESENT
        || Bat.state(entry) == Bat.PARTLY_PRESENT && bat.differencing();
    return stored && Bat.at(entry) >= MIB && !others.cover(Bat.at(entry), blockBytes);
  }
}
