// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.Arrays;
import java.util.Optional;
import org.diskmill.io.Source;

/**
 * What a grain table of an uncompressed file tells about the header's numbers: where grains lie one
 * over the other, their size is wrong, and where the disk ends before its grains do, its size is.
 *
 * @param grainBytes the size of a grain, by the header
 * @param grains how many the disk has, by the header
 * @param sized whether the disk's size is known from elsewhere too. Grains past its end are then a
 *     writer's that fills what it copies in, as Xen Orchestra does with blocks of 2 MiB
 * @param firstByte of which a grain can be; all before belongs to the tables
 */
record TableCheck(Source source, int grainBytes, long grains, boolean sized, long firstByte) {
  /** Which two grains lie one over the other, in words that follow the table's name. */
  Optional<String> overlap(long[] places) {
    long[] sorted = places.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      long gap = sorted[i] - sorted[i - 1];
      if (sorted[i - 1] > 0 && gap > 0 && gap < grainBytes && sorted[i] < source.size()) {
        return Optional.of("has grains at " + sorted[i - 1] + " and " + sorted[i]
            + ", which overlap by the grain size of " + grainBytes
            + " bytes; one of them is wrong");
      }
    }
    return Optional.empty();
  }

  /**
   * Which grain lies past the disk's end; none where something else than the table's rest stands.
   *
   * @param index of the table
   */
  Optional<String> outside(int index, long[] places) {
    int end = (int) Math.min(places.length, grains - (long) index * places.length);
    int first = -1;
    for (int i = end; i < places.length; i++) {
      if (places[i] > 0 && (places[i] < firstByte || places[i] >= source.size())) {
        return Optional.empty();
      }
      first = first < 0 && places[i] > 0 ? i : first;
    }
    return first < 0 || sized
        ? Optional.empty()
        : Optional.of("has a grain at " + places[first] + " for entry " + first
            + ", but the disk ends with entry " + (end - 1) + "; its size is wrong");
  }
}
