// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** Blocks of 4 KiB that are zeros are told from the others, counted from where the bytes begin. */
class ZeroRunsTest {
  private static final int BLOCK = 4096;

  @Test
  void trimmingLeavesOutWholeBlocksOfZerosAtBothEndsAndNothingElse() {
    Seeds.each(200, random -> {
      int begin = random.nextInt(3) * 100;
      int length = random.nextInt(6 * BLOCK);
      ByteBuffer bytes = ByteBuffer.allocateDirect(begin + length + 10);
      bytes.position(begin).limit(begin + length);
      int first = length;
      int last = -1;
      for (int i = random.nextInt(4); i > 0 && length > 0; i--) {
        int at = random.nextInt(length);
        bytes.put(begin + at, (byte) 1);
        first = Math.min(first, at);
        last = Math.max(last, at);
      }
      ByteBuffer trimmed = ZeroRuns.trimmed(bytes);
      assertEquals(last >= 0, trimmed.hasRemaining());
      if (last >= 0) {
        assertEquals(begin + first / BLOCK * BLOCK, trimmed.position());
        int end = Math.min(length, (last / BLOCK + 1) * BLOCK);
        assertEquals(begin + end, trimmed.limit());
      }
    });
  }

  @Test
  void theRunsAreAllThatIsNotZeros() {
    Seeds.each(100, random -> {
      ByteBuffer bytes = ByteBuffer.allocateDirect(1 + random.nextInt(9 * BLOCK));
      boolean[] some = some(random, bytes);
      ZeroRuns runs = new ZeroRuns(bytes);
      boolean[] found = new boolean[some.length];
      while (runs.next()) {
        assertTrue(runs.from() < runs.to());
        for (int at = runs.from(); at < runs.to(); at += BLOCK) {
          found[at / BLOCK] = true;
        }
      }
      assertFalse(runs.next());
      for (int i = 0; i < some.length; i++) {
        assertEquals(some[i], found[i], "block " + i);
      }
    });
  }

  private static boolean[] some(SplittableRandom random, ByteBuffer bytes) {
    boolean[] some = new boolean[(bytes.capacity() + BLOCK - 1) / BLOCK];
    for (int i = 0; i < some.length; i++) {
      if (random.nextBoolean()) {
        some[i] = true;
        bytes.put(Math.min(bytes.capacity() - 1, i * BLOCK + random.nextInt(BLOCK)), (byte) 1);
      }
    }
    return some;
  }
}
