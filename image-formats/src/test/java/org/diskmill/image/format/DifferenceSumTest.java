// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

class DifferenceSumTest {
  private static EncodedUnit unit(long offset, byte[] bytes) {
    return new EncodedUnit(offset, EncodedUnit.Form.PLAIN, ByteBuffer.wrap(bytes));
  }

  private static long sum(EncodedUnit... units) {
    DifferenceSum sum = new DifferenceSum();
    for (EncodedUnit unit : units) {
      sum.add(unit);
    }
    return sum.value();
  }

  /** A table's hash code does not tell these apart. */
  @Test
  void theSameBlocksFurtherOnAreOthers() {
    byte[] block = Patterns.bytes(1, 512);
    Set<Long> sums = new HashSet<>();
    int shifts = 0;
    for (long shift = 0; shift < 1L << 24; shift = Math.max(1, shift * 2)) {
      DifferenceSum sum = new DifferenceSum();
      for (long i = 0; i < 384; i++) {
        sum.add(unit((shift + i) << 21, block));
      }
      sums.add(sum.value());
      shifts++;
    }
    assertEquals(shifts, sums.size());
  }

  @Test
  void zerosThatHideTheParentsDataCountWhereTheyAre() {
    EncodedUnit zero = new EncodedUnit(0, EncodedUnit.Form.ZERO, ByteBuffer.allocate(0));
    EncodedUnit later = new EncodedUnit(512, EncodedUnit.Form.ZERO, ByteBuffer.allocate(0));
    Set<Long> sums = new HashSet<>(Set.of(sum(), sum(zero), sum(later), sum(zero, later)));
    assertEquals(4, sums.size());
    assertNotEquals(sum(), sum(unit(0, new byte[512])));
    assertNotEquals(sum(zero), sum(unit(0, new byte[512])));
  }
}
