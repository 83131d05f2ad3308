// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadsTest {
  private static final int UNIT = 64 << 10;
  private static final int MOST = 1 << 20;

  /** Batches of so many bytes, far from each other. */
  private static Loads loads(int... lengths) {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      batches.add(new Batch(i * 100L * MOST, lengths[i], List.of(), Optional.empty()));
    }
    return new Loads(() -> batches.isEmpty() ? null : batches.remove(0), UNIT, MOST);
  }

  private static List<List<Integer>> lengths(Loads loads) throws IOException {
    List<List<Integer>> all = new ArrayList<>();
    for (List<Batch> next = loads.next(); !next.isEmpty(); next = loads.next()) {
      all.add(next.stream().map(Batch::length).toList());
    }
    return all;
  }

  @Test
  void batchesShareATaskWhileTheirUnitsFitIntoTheBuffersOfOne() throws IOException {
    int half = MOST / 2;
    assertEquals(
        List.of(List.of(half, half), List.of(half), List.of(MOST), List.of(half - 1, half)),
        lengths(loads(half, half, half, MOST, half - 1, half)));
    assertEquals(
        List.of(List.of(half, half - UNIT, 1), List.of(half, half - UNIT + 1), List.of(1)),
        lengths(loads(half, half - UNIT, 1, half, half - UNIT + 1, 1)));
    int[] bytes = new int[17];
    Arrays.fill(bytes, 1);
    assertEquals(List.of(Collections.nCopies(16, 1), List.of(1)), lengths(loads(bytes)));
    assertEquals(List.of(), lengths(loads()));
  }

  @Test
  void aBatchThatIsTooLargeIsNotTheEnd() throws IOException {
    assertEquals(List.of(List.of(MOST + 1), List.of(1)), lengths(loads(MOST + 1, 1)));
  }

  @Test
  void noTaskHasSoManyThatOthersWaitLongForIt() throws IOException {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      batches.add(new Batch(i * 1024L, 512, List.of(), Optional.empty()));
    }
    Loads loads = new Loads(() -> batches.isEmpty() ? null : batches.remove(0), 512, MOST);
    assertEquals(64, loads.next().size());
    assertEquals(36, loads.next().size());
    assertEquals(List.of(), loads.next());
  }
}
