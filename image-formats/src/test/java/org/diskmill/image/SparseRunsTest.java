// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.io.SparseSource;
import org.diskmill.testkit.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SparseRunsTest {
  private static final long MIB = 1 << 20;

  private static ExtentCursor walk(List<Extent.Resolved> runs) {
    Iterator<Extent.Resolved> each = runs.iterator();
    return new SparseRuns(new ExtentCursor() {
      @Override
      public Extent.@Nullable Resolved next() {
        return each.hasNext() ? each.next() : null;
      }

      @Override
      public int depth() {
        return 0;
      }
    });
  }

  private static List<Extent> all(ExtentCursor walk) throws IOException {
    List<Extent> all = new ArrayList<>();
    for (Extent run = walk.next(); run != null; run = walk.next()) {
      all.add(run);
    }
    return all;
  }

  /** Holes from each of the first numbers to the one that follows it. */
  private record Holes(long size, List<Long> edges) implements SparseSource {
    @Override
    public Run runAt(long offset, long limit) {
      long from = 0;
      boolean hole = false;
      for (long edge : edges) {
        if (edge > offset) {
          return new Run(from, edge - from, hole);
        }
        from = edge;
        hole = !hole;
      }
      return new Run(from, size - from, hole);
    }

    @Override
    public int read(long offset, ByteBuffer dst) {
      throw new AssertionError("nothing is read");
    }

    @Override
    public void close() {}
  }

  @Test
  void longHolesInStoredRunsAreZerosThatKeepTheirPlace() throws IOException {
    Source file = new Holes(10 * MIB, List.of(2 * MIB, 4 * MIB, 5 * MIB, 5 * MIB + 4096, 8 * MIB));
    Extent.Data run = new Extent.Data(100 * MIB, 8 * MIB, file, MIB);
    assertEquals(
        List.of(
            new Extent.Data(100 * MIB, MIB, file, MIB),
            new Extent.KeptZero(101 * MIB, 2 * MIB, file, 2 * MIB),
            new Extent.Data(103 * MIB, 4 * MIB, file, 4 * MIB),
            new Extent.KeptZero(107 * MIB, MIB, file, 8 * MIB)),
        all(walk(List.of(run))));
  }

  @Test
  void shortRunsAndFilesThatCannotTellStayAsTheyAre() throws IOException {
    Source sparse = new Holes(10 * MIB, List.of(0L));
    Source plain = Sources.bytes("plain", ByteBuffer.allocate(10));
    List<Extent.Resolved> runs = List.of(
        new Extent.Data(0, MIB - 512, sparse, 0),
        new Extent.Data(MIB, 5 * MIB, plain, 0),
        new Extent.Hole(6 * MIB, MIB));
    assertEquals(runs, all(walk(runs)));
  }

  @Test
  void aPartOfAFileThatIsFullOfSmallHolesIsFoundWithoutWalkingOverAllOfThem() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    SparseSource file = new SparseSource() {
      @Override
      public Run runAt(long offset, long limit) {
        asked.incrementAndGet();
        return new Run(offset, 4096, (offset & 4096) != 0);
      }

      @Override
      public long size() {
        return 1L << 40;
      }

      @Override
      public int read(long offset, ByteBuffer dst) {
        throw new AssertionError("nothing is read");
      }

      @Override
      public void close() {}
    };
    assertNotNull(walk(List.of(new Extent.Data(0, 1L << 30, file, 0))).next());
    assertTrue(asked.get() < 100, asked + " stretches");
  }

  @Test
  void thePartsAreTheRun() {
    Seeds.each(50, random -> {
      List<Long> edges =
          random.longs(20, 0, 16 * MIB).sorted().distinct().boxed().toList();
      Source file = new Holes(16 * MIB, edges);
      long at = random.nextLong(MIB);
      Extent.Data run = new Extent.Data(7 * MIB, random.nextLong(MIB, 15 * MIB), file, at);
      long next = run.offset();
      for (Extent part : all(walk(List.of(run)))) {
        assertEquals(next, part.offset());
        long place = part instanceof Extent.Data data ? data.at() : ((Extent.KeptZero) part).at();
        assertEquals(next - run.offset() + at, place);
        next = part.end();
      }
      assertEquals(run.end(), next);
    });
  }
}
