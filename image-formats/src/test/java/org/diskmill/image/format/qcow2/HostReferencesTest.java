// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class HostReferencesTest {
  private static Qcow2Header header() throws IOException {
    return Qcow2Header.read(new HandMade(3).source(), Limits.defaults());
  }

  private static HostReferences of(long clusters, Limits limits) throws IOException {
    return new HostReferences(new Sized(clusters * HandMade.CLUSTER), header(), limits);
  }

  /** Nothing is read of it. */
  private record Sized(long size) implements Source {
    @Override
    public int read(long offset, java.nio.ByteBuffer dst) {
      throw new IllegalStateException("read");
    }

    @Override
    public void close() {}
  }

  @Test
  void countsAreRightHoweverManyThereAre() {
    Seeds.each(3, random -> {
      int clusters = 40_000;
      int[] expected = new int[clusters];
      HostReferences references = of(clusters, Limits.defaults());
      for (int i = 0; i < 60_000; i++) {
        // Some clusters are favourites: their counts outgrow the small form.
        int first = random.nextInt(3) == 0 ? random.nextInt(8) * 2500 : random.nextInt(clusters);
        int last = Math.min(clusters - 1, first + random.nextInt(3));
        long at = (long) first * HandMade.CLUSTER + random.nextInt(HandMade.CLUSTER);
        int times = random.nextInt(500) == 0 ? random.nextInt(100_000) : 1;
        references.add(at, (long) last * HandMade.CLUSTER + HandMade.CLUSTER - at, times);
        for (int cluster = first; cluster <= last; cluster++) {
          expected[cluster] += times;
        }
      }
      for (int cluster = 0; cluster < clusters; cluster++) {
        assertEquals(expected[cluster], references.count(cluster), "cluster " + cluster);
      }
    });
  }

  @Test
  void countsStayAtTheHighest() throws IOException {
    HostReferences references = of(2, Limits.defaults());
    references.add(0, 1, Integer.MAX_VALUE);
    references.add(0, 1, 5);
    assertEquals(Integer.MAX_VALUE, references.take(0));
    assertEquals(0, references.take(0));
  }

  @Test
  void halfAByteAClusterIsEnoughForATypicalFile() throws IOException {
    HostReferences references = of(1 << 20, Limits.defaults().metadataBytes((1 << 19) + 100_000));
    references.add(0, (long) HandMade.CLUSTER << 20);
    assertEquals(1, references.count((1 << 20) - 1));
    assertEquals(0, references.count(1 << 20));
    assertThrows(LimitExceededException.class, () -> {
      for (int i = 0; i < 20; i++) {
        references.add(0, (long) HandMade.CLUSTER << 20);
      }
    });
  }
}
