// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.diskmill.io.ReservingSink;

/**
 * The map of a file whose blocks become known one after the other, in pieces: each is filled as soon
 * as the blocks have passed it, and no more than one is held. Used by one thread at a time.
 */
final class MapWriter {
  private static final int AT_ONCE = BlockMap.AT_ONCE;

  private final Deque<ReservingSink.Reservation> gaps = new ArrayDeque<>();
  private final long blocks;
  private ByteBuffer piece;
  private long first;

  /** Leaves the map's place open, at the sink's position. */
  MapWriter(long blocks, ReservingSink out) throws IOException {
    this.blocks = blocks;
    for (long block = 0; block < blocks; block += AT_ONCE) {
      gaps.add(out.reserve((int) Math.min(AT_ONCE, blocks - block) * Integer.BYTES));
    }
    this.piece = unallocated();
  }

  /** Says where a block is; in ascending order of blocks. Those left out are not stored here. */
  void put(long block, int entry) throws IOException {
    while (block >= first + AT_ONCE) {
      fill();
    }
    piece.putInt((int) (block - first) * Integer.BYTES, entry);
  }

  void finish() throws IOException {
    while (!gaps.isEmpty()) {
      fill();
    }
  }

  private void fill() throws IOException {
    gaps.remove().fill(piece.clear());
    first += AT_ONCE;
    piece = unallocated();
  }

  private ByteBuffer unallocated() {
    int count = (int) Math.max(0, Math.min(AT_ONCE, blocks - first));
    ByteBuffer entries = VdiHeaderBytes.room(count * Integer.BYTES);
    while (entries.hasRemaining()) {
      entries.putInt((int) BlockMap.UNALLOCATED);
    }
    return entries;
  }
}
