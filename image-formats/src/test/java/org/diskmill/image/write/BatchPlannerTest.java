// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchPlannerTest {
  private static final int SECTOR = 512;
  private static final int MOST = 64 << 10;
  private static final int SIZE = (40 * MOST) - 3 * SECTOR;
  private static final Source DISK = Sources.bytes("disk", ByteBuffer.allocate(SIZE));

  /** Runs of random lengths, some of them data and as many holes or zeros. */
  private static List<Extent.Resolved> runs(Random random) {
    List<Extent.Resolved> runs = new ArrayList<>();
    for (long at = 0; at < SIZE; ) {
      int longest = random.nextInt(8) == 0 ? 5 * MOST : 16 * SECTOR;
      long length = Math.min((1 + random.nextInt(longest / SECTOR)) * (long) SECTOR, SIZE - at);
      runs.add(
          switch (random.nextInt(4)) {
            case 0 -> new Extent.Hole(at, length);
            case 1 -> new Extent.Zero(at, length);
            default -> new Extent.Data(at, length, DISK, at);
          });
      at += length;
    }
    return runs;
  }

  private static ExtentCursor cursor(List<Extent.Resolved> runs) {
    Iterator<Extent.Resolved> left = runs.iterator();
    return new ExtentCursor() {
      @Override
      public Extent.@Nullable Resolved next() {
        return left.hasNext() ? left.next() : null;
      }

      @Override
      public int depth() {
        return 0;
      }
    };
  }

  private static BitSet data(Iterable<Extent.Resolved> runs) {
    BitSet sectors = new BitSet();
    for (Extent.Resolved run : runs) {
      if (run instanceof Extent.Data data) {
        assertEquals(data.offset(), data.at());
        int from = (int) (data.offset() / SECTOR);
        int to = (int) (data.end() / SECTOR);
        assertTrue(sectors.get(from, to).isEmpty(), "twice: " + data);
        sectors.set(from, to);
      }
    }
    return sectors;
  }

  @ParameterizedTest
  @ValueSource(ints = {SECTOR, 4096, MOST})
  void batchesHoldAllDataOnceInWholeUnitsAndAsFewZerosAsThatAllows(int unit) throws IOException {
    long seed = System.nanoTime();
    for (int round = 0; round < 200; round++) {
      List<Extent.Resolved> runs = runs(new Random(seed + round));
      String which = "seed " + seed + ", round " + round;
      List<Extent.Resolved> planned = new ArrayList<>();
      long reached = 0;
      Batches batches = new BatchPlanner(cursor(runs), unit, MOST);
      for (Batch next = batches.next(); next != null; next = batches.next()) {
        assertTrue(next.offset() >= reached, which);
        reached = next.end();
        assertWhole(next, unit, which);
        planned.addAll(next.runs());
      }
      assertEquals(data(runs), data(planned), which);
    }
  }

  private static void assertWhole(Batch batch, int unit, String which) {
    assertEquals(0, batch.offset() % unit, which);
    assertTrue(batch.end() % unit == 0 || batch.end() == SIZE, which);
    assertEquals(batch.offset() / MOST, (batch.end() - 1) / MOST, which);
    long at = batch.offset();
    for (Extent.Resolved run : batch.runs()) {
      assertEquals(at, run.offset(), which);
      at = run.end();
    }
    assertEquals(batch.end(), at, which);
    BitSet sectors = data(batch.runs());
    assertFalse(sectors.isEmpty(), which);
    assertEquals(batch.offset() / unit, sectors.nextSetBit(0) * (long) SECTOR / unit, which);
    assertEquals((batch.end() - 1) / unit, (sectors.length() - 1) * (long) SECTOR / unit, which);
  }
}
