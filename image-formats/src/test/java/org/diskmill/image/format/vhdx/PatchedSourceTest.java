// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class PatchedSourceTest {
  private static final int PAGE = 4096;

  @Test
  void itReadsAsIfThePagesHadBeenWrittenToTheFile() {
    Seeds.each(50, random -> {
      byte[] file = Patterns.bytes(random.nextLong(), 20 * PAGE);
      byte[] expected = Arrays.copyOf(file, 25 * PAGE);
      PatchedSource patched = new PatchedSource(Sources.bytes("file", ByteBuffer.wrap(file)));
      patched.extend(expected.length);
      for (int i = 0; i < 30; i++) {
        int at = random.nextInt(25) * PAGE;
        int length = random.nextInt(1 + (expected.length - at) / PAGE) * PAGE;
        if (random.nextInt(3) == 0) {
          patched.zeros(at, length);
          Arrays.fill(expected, at, at + length, (byte) 0);
        } else {
          byte[] page = Patterns.bytes(random.nextLong(), PAGE);
          patched.page(at, ByteBuffer.wrap(page));
          System.arraycopy(page, 0, expected, at, PAGE);
        }
      }
      ByteBuffer all = ByteBuffer.allocate(expected.length);
      patched.readFully(0, all);
      assertArrayEquals(expected, all.array());
    });
  }
}
