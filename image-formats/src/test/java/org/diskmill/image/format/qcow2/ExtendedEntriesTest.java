// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExtendedEntriesTest {
  /** Counted one by one. */
  private static int alike(long bitmap, int sub) {
    int count = 1;
    while (sub + count < 32 && state(bitmap, sub + count) == state(bitmap, sub)) {
      count++;
    }
    return count;
  }

  private static long state(long bitmap, int sub) {
    return (bitmap >>> sub & 1) << 1 | bitmap >>> 32 + sub & 1;
  }

  @Test
  void subclustersAreAlikeAsFarAsBothOfTheirBitsAre() {
    assertEquals(32, ExtendedEntries.alike(0, 0));
    assertEquals(1, ExtendedEntries.alike(0, 31));
    assertEquals(32, ExtendedEntries.alike(0xffff_ffffL, 0));
    assertEquals(25, ExtendedEntries.alike(0xffff_ffffL << 32, 7));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      // Each of both halves has long stretches of one bit.
      long bitmap = random.nextLong();
      for (int again = random.nextInt(6); again > 0; again--) {
        bitmap = random.nextBoolean() ? bitmap & random.nextLong() : bitmap | random.nextLong();
      }
      for (int sub = 0; sub < 32; sub++) {
        String which = "seed " + seed + ", bitmap " + Long.toHexString(bitmap) + " from " + sub;
        assertEquals(alike(bitmap, sub), ExtendedEntries.alike(bitmap, sub), which);
      }
    }
  }
}
