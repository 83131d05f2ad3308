// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.diskmill.io.ReservingSink;

/**
 * The front of a file, header and table, in pieces: entries come in order, so each piece is filled as
 * soon as they have passed it, and no more than one is held. Used by one thread at a time.
 */
final class TableWriter {
  private static final int PIECE = 64 << 10;

  private final Deque<ReservingSink.Reservation> gaps = new ArrayDeque<>();
  private final long frontBytes;
  private ByteBuffer piece;
  private long pieceAt;

  TableWriter(FileLayout layout, ReservingSink out) throws IOException {
    this.frontBytes = layout.frontBytes();
    for (long at = 0; at < frontBytes; at += PIECE) {
      gaps.add(out.reserve(length(at)));
    }
    this.piece = room();
    piece.put(0, layout.header().array());
  }

  /** Says where a cluster is; in ascending order of clusters. */
  void put(long cluster, long place) throws IOException {
    long at = ParallelsHeader.BYTES + cluster * Integer.BYTES;
    while (at >= pieceAt + piece.capacity()) {
      fill();
    }
    piece.putInt((int) (at - pieceAt), (int) place);
  }

  void finish() throws IOException {
    while (!gaps.isEmpty()) {
      fill();
    }
  }

  private void fill() throws IOException {
    gaps.remove().fill(piece.clear());
    pieceAt += piece.capacity();
    piece = room();
  }

  private ByteBuffer room() {
    return ByteBuffer.allocate(length(pieceAt)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int length(long at) {
    return (int) Math.max(0, Math.min(PIECE, frontBytes - at));
  }
}
