// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import org.diskmill.io.DigestTree;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class PartLayoutTest {
  private static final int MIB = 1 << 20;

  /** As a widespread object store has them. */
  private static final StoreTraits FEW_PARTS =
      new StoreTraits(Set.of(), 5L << 40, 5 * MIB, Integer.MAX_VALUE, 10_000);

  @Test
  void whereThereAreManyPartsEachIsALeaf() throws IOException {
    StoreTraits many = new StoreTraits(Set.of(), 1L << 50, 1, 1 << 30, Integer.MAX_VALUE);
    PartLayout layout = new PartLayout(many, DigestTree.LEAF_BYTES);
    for (int leaf : new int[] {0, 1, 1000, 10_000_000}) {
      assertThat(layout.place(leaf)).isEqualTo(new PartLayout.Place(leaf, leaf, 1));
    }
  }

  @Test
  void whereThereAreFewTheyGrowUntilTheLargestObjectFits() throws IOException {
    PartLayout layout = new PartLayout(FEW_PARTS, DigestTree.LEAF_BYTES);
    assertThat(layout.place(0)).isEqualTo(new PartLayout.Place(0, 0, 1));
    int last = Math.toIntExact((5L << 40) / DigestTree.LEAF_BYTES) - 1;
    PartLayout.Place place = layout.place(last);
    assertThat(place.part()).isLessThan(10_000);
    assertThat((long) place.leaves() * DigestTree.LEAF_BYTES).isLessThan(5L << 30);
  }

  @Test
  void whatDoesNotFitIsSaid() {
    StoreTraits tiny = new StoreTraits(Set.of(), 1000, 1, 100, 10);
    PartLayout layout = new PartLayout(tiny, 100);
    assertThatThrownBy(() -> layout.place(10))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("past the 10 parts");
  }

  @Test
  void leavesThatFitNoPartAreAMistake() {
    StoreTraits odd = new StoreTraits(Set.of(), 1000, 90, 100, 10);
    assertThatThrownBy(() -> new PartLayout(odd, 60)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PartLayout(odd, 101)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void partsAreEndToEndAndOfSizesThatTheStoreTakes() {
    Seeds.each(200, random -> {
      int leaf = random.nextInt(1, 100);
      int least = random.nextInt(1, 300);
      int most = (least / leaf + 1) * leaf + random.nextInt(5000);
      int parts = random.nextInt(1, 60);
      long object = random.nextLong(1, (long) most * parts + 1);
      PartLayout layout =
          new PartLayout(new StoreTraits(Set.of(), object, least, most, parts), leaf);
      assertEndToEnd(layout, leaf, least, most, parts);
    });
  }

  private static void assertEndToEnd(
      PartLayout layout, int leafBytes, int least, int most, int parts) throws IOException {
    int leaf = 0;
    for (int part = 0; part < parts; part++) {
      PartLayout.Place first = layout.place(leaf);
      assertThat(first.part()).isEqualTo(part);
      assertThat(first.firstLeaf()).isEqualTo(leaf);
      assertThat(first.leaves() * leafBytes).isBetween(least, most);
      for (int i = 0; i < first.leaves(); i++) {
        assertThat(layout.place(leaf + i)).isEqualTo(first);
      }
      leaf += first.leaves();
    }
  }
}
