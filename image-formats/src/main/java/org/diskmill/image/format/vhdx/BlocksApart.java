// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.diskmill.image.format.Pieces;
import org.diskmill.image.format.TakenPlaces;

/** Looks in a piece of the table for blocks and sector bitmaps that lie one over the other. */
final class BlocksApart implements Pieces.Check {
  private static final int MIB = 1 << 20;

  private final long tableAt;
  private final Bat bat;
  private final int blockBytes;
  private final TakenSpace others;
  private final TakenPlaces taken = new TakenPlaces(1);

  BlocksApart(long tableAt, Bat bat, int blockBytes, TakenSpace others) {
    this.tableAt = tableAt;
    this.bat = bat;
    this.blockBytes = blockBytes;
    this.others = others;
  }

  @Override
  public Optional<String> wrong(long at, ByteBuffer piece) {
    long first = (at - tableAt) / Bat.ENTRY_BYTES;
    for (int i = 0; i < piece.limit() / Bat.ENTRY_BYTES; i++) {
      long entry = piece.getLong(i * Bat.ENTRY_BYTES);
      long bytes = bytes(first + i, entry);
      if (placed(entry, bytes) && !take(Bat.at(entry), bytes)) {
        return Optional.of("block allocation table entry at "
            + (at + (long) i * Bat.ENTRY_BYTES)
            + " points to "
            + Bat.at(entry)
            + ", where another block is too");
      }
    }
    return Optional.empty();
  }

  /** How much the entry of that index says is stored at its place. */
  private long bytes(long index, long entry) {
    int state = Bat.state(entry);
    if (bat.isPayload(index)) {
      boolean stored = state == Bat.PRESENT || state == Bat.PARTLY_PRESENT && bat.differencing();
      return stored ? blockBytes : 0;
    }
    return state == Bat.PRESENT && bat.isBitmap(index) ? MIB : 0;
  }

  /** Whether something is there; a place that none can have is found when it is asked for. */
  private boolean placed(long entry, long bytes) {
    return bytes > 0 && Bat.at(entry) >= MIB && !others.cover(Bat.at(entry), bytes);
  }

  /** Blocks and bitmaps differ in length, but all are whole MiB. */
  private boolean take(long at, long bytes) {
    for (long mib = at / MIB; mib < (at + bytes) / MIB; mib++) {
      if (!taken.take(mib)) {
        return false;
      }
    }
    return true;
  }
}
