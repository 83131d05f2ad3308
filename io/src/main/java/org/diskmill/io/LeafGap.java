// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A gap in a leaf sink, which may lie across several leaves. */
final class LeafGap implements ReservingSink.Reservation {
  private final LeafSink sink;
  private final int length;
  private final List<Piece> pieces = new ArrayList<>();
  private boolean done;

  private record Piece(OpenLeaf leaf, int at, int length) {}

  LeafGap(LeafSink sink, int length) {
    this.sink = sink;
    this.length = length;
  }

  void add(OpenLeaf leaf, int at, int count) {
    pieces.add(new Piece(leaf, at, count));
  }

  @Override
  public void fill(ByteBuffer bytes) throws IOException {
    Gaps.requireFill(done, length, bytes);
    done = true;
    sink.filled();
    for (Piece piece : pieces) {
      ByteBuffer part = bytes.duplicate().limit(bytes.position() + piece.length());
      bytes.position(part.limit());
      piece.leaf().fill(piece.at(), part);
      sink.handOnIfWhole(piece.leaf());
    }
  }
}
