// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.diskmill.io.ReservingSink;

/** A gap too large to be held in memory, filled from its beginning on. Used by one thread. */
final class FrontGap {
  private static final int PIECE = 1 << 20;

  private final Deque<ReservingSink.Reservation> gaps = new ArrayDeque<>();
  private final long length;
  private final ByteBuffer piece;
  private long filled;

  /** Leaves {@code length} bytes open at the position of {@code out}. */
  FrontGap(ReservingSink out, long length) throws IOException {
    this.length = length;
    this.piece = ByteBuffer.allocate((int) Math.min(PIECE, length)).order(ByteOrder.LITTLE_ENDIAN);
    for (long left = length; left > 0; left -= PIECE) {
      gaps.add(out.reserve((int) Math.min(PIECE, left)));
    }
  }

  void putInt(int value) throws IOException {
    // All that is put is made of whole numbers, so none is ever cut.
    piece.putInt(value);
    turn();
  }

  void put(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int count = Math.min(bytes.remaining(), piece.remaining());
      piece.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      turn();
    }
  }

  void zerosTo(long at) throws IOException {
    while (filled + piece.position() < at) {
      putInt(0);
    }
  }

  void finish() throws IOException {
    zerosTo(length);
  }

  private void turn() throws IOException {
    boolean last = filled + piece.position() == length;
    if (!piece.hasRemaining() || last) {
      filled += piece.position();
      gaps.remove().fill(piece.flip());
      piece.clear();
    }
  }
}
