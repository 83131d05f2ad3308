// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.HeapUse;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static final int PIECE = 1 << 20;
  private static final int MANY = 20;

  private final List<Long> asked = new ArrayList<>();

  private Pieces pieces(Source source) {
    return new Pieces(source, ByteOrder.LITTLE_ENDIAN, PIECE, (at, piece) -> {
      asked.add(at);
      return at == 3L * PIECE ? Optional.of("the piece at " + at + " is bad") : Optional.empty();
    });
  }

  private static CountingSource source() {
    return new CountingSource(Sources.bytes("table", ByteBuffer.allocate(MANY * PIECE)));
  }

  /** What was noted of it would else be held against it. */
  @Test
  void aPieceThatIsReadAgainIsNotLookedAtAgain() throws IOException {
    CountingSource source = source();
    Pieces pieces = pieces(source);
    for (int turn = 0; turn < 2; turn++) {
      for (long piece = 4; piece < MANY; piece++) {
        assertEquals(PIECE, pieces.at(piece * PIECE).limit());
      }
    }
    assertEquals(MANY - 4, asked.size());
    assertTrue(source.bytesReadAgain() > 0, "all of them were kept");
  }

  /** A disk of 2 TiB has a million bitmaps, each of which is a piece. */
  @Test
  void piecesThatAreTakenAsTheyAreAreForgotten() throws IOException {
    int many = 1_000_000;
    Source source = Sources.bytes("bitmaps", ByteBuffer.allocate(many));
    Pieces pieces = new Pieces(source, ByteOrder.BIG_ENDIAN, 512);
    long before = HeapUse.held();
    for (long at = 0; at < many; at++) {
      pieces.at(at);
    }
    long taken = HeapUse.held() - before;
    assertTrue(taken < 16L << 20, taken + " bytes");
    assertEquals(1, pieces.at(many - 1).limit());
  }

  @Test
  void aPieceThatWasRefusedOnceIsRefusedAlways() {
    Pieces pieces = pieces(source());
    for (int turn = 0; turn < 2; turn++) {
      CorruptImageException refused =
          assertThrows(CorruptImageException.class, () -> pieces.at(3L * PIECE));
      assertTrue(refused.toString().contains("the piece at 3145728 is bad"), refused.toString());
    }
    assertEquals(1, asked.size());
  }
}
