// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.diskmill.image.codec.Packing;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class ExtentTest {
  private static final Source SOURCE = Sources.bytes("source", ByteBuffer.allocate(0));

  @Test
  void clippingTwiceIsClippingToWhatBothAllow() {
    Seeds.each(500, random -> {
      long offset = random.nextLong(1000);
      int length = 10 + random.nextInt(1000);
      Extent.Resolved[] kinds = {
        new Extent.Hole(offset, length),
        new Extent.Zero(offset, length),
        new Extent.Data(offset, length, SOURCE, 77),
        new Extent.Packed(offset, length, SOURCE, 5, 10, Packing.ZLIB, length + 20, 20)
      };
      long from = offset + random.nextInt(5);
      long to = offset + length - random.nextInt(4);
      for (Extent.Resolved extent : kinds) {
        Extent.Resolved once = extent.clip(from, to);
        assertEquals(once, extent.clip(0, to).clip(from, Long.MAX_VALUE));
        assertEquals(from, once.offset());
        assertEquals(to, once.end());
      }
    });
  }

  @Test
  void clippingMovesThePlaceWithTheOffset() {
    Extent.Data data = new Extent.Data(100, 50, SOURCE, 1000).clip(110, 120);
    assertEquals(new Extent.Data(110, 10, SOURCE, 1010), data);
  }

  @Test
  void anEmptyExtentCannotBeMade() {
    assertThrows(IllegalArgumentException.class, () -> new Extent.Hole(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Extent.Hole(5, 5).clip(7, 7));
  }
}
