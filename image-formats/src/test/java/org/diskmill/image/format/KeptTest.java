// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeptTest {
  private static int count(Kept<Integer, String> kept, int asked) {
    int found = 0;
    for (int i = 0; i < asked; i++) {
      kept.put(i, "table");
    }
    for (int i = 0; i < asked; i++) {
      found += kept.get(i) == null ? 0 : 1;
    }
    return found;
  }

  @Test
  void whatWasNotUsedForTheLongestTimeMakesRoom() {
    Kept<Integer, String> kept = new Kept<>(200, 100, 1);
    kept.put(1, "one");
    kept.put(2, "two");
    assertEquals("one", kept.get(1));
    kept.put(3, "three");
    assertNull(kept.get(2));
    assertEquals("one", kept.get(1));
    assertEquals("three", kept.get(3));
  }

  @Test
  void someAreKeptHoweverLargeTheyAre() {
    assertEquals(3, count(new Kept<>(100, 1000, 3), 10));
  }

  /** So that 64 files, the most that a chain has by default, leave half of the heap to the rest. */
  @Test
  void neverMoreThanAHundredAndTwentyEighthOfTheHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    long each = 1 << 20;
    int kept = count(new Kept<>(Long.MAX_VALUE, each, 1), (int) Math.min(100_000, heap / each));
    assertTrue(kept <= Math.max(1, heap / 128 / each), kept + " MiB of " + heap);
  }
}
