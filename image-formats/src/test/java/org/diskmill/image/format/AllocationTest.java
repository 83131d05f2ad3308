// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int BLOCK = 100;
  private static final Source NOWHERE = Sources.bytes("nowhere", java.nio.ByteBuffer.allocate(0));

  /** A map of a list. */
  private record Runs(Iterator<Extent.Resolved> runs) implements ExtentCursor {
    @Override
    public Extent.@Nullable Resolved next() {
      return runs.hasNext() ? runs.next() : null;
    }

    @Override
    public int depth() {
      return 0;
    }
  }

  @Test
  void itAnswersAsABitSetWould() {
    Seeds.each(30, random -> {
      int blocks = 1 + random.nextInt(20_000);
      BitSet expected = new BitSet();
      List<Extent.Resolved> runs = new ArrayList<>();
      long at = 0;
      while (at < (long) blocks * BLOCK) {
        long length = Math.min((long) blocks * BLOCK - at, 1 + random.nextInt(200_000));
        if (random.nextBoolean()) {
          runs.add(new Extent.Data(at, length, NOWHERE, 0));
          expected.set((int) (at / BLOCK), (int) ((at + length - 1) / BLOCK) + 1);
        } else {
          runs.add(new Extent.Zero(at, length));
        }
        at += length;
      }
      Allocation allocation = Allocation.of(new Runs(runs.iterator()), blocks, BLOCK);
      assertEquals(expected.cardinality(), allocation.count());
      long rank = 0;
      for (int i = 0; i < blocks; i++) {
        assertEquals(expected.get(i), allocation.has(i));
        assertEquals(rank, allocation.rank(i));
        int next = expected.nextSetBit(i);
        assertEquals(next < 0 ? blocks : next, allocation.next(i));
        rank += expected.get(i) ? 1 : 0;
      }
    });
  }

  @Test
  void otherBlocksHaveAnotherFingerprint() throws Exception {
    Runs first =
        new Runs(List.<Extent.Resolved>of(new Extent.Data(0, 1, NOWHERE, 0)).iterator());
    assertNotEquals(
        Allocation.everything(70).fingerprint(), Allocation.of(first, 70, BLOCK).fingerprint());
    assertNotEquals(
        Allocation.everything(70).fingerprint(), Allocation.everything(71).fingerprint());
    assertEquals(0, Allocation.everything(0).count());
  }
}
