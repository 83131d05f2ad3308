// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class TakenPlacesTest {
  @Test
  void aBlockIsRefusedExactlyWhereItLiesOverOneThatWasTaken() {
    Seeds.each(200, random -> {
      int length = 1 + random.nextInt(random.nextBoolean() ? 4 : 5000);
      long room = (long) length * (1 + random.nextInt(3000));
      long base =
          List.of(0L, -room / 2, random.nextLong(-1L << 50, 1L << 50)).get(random.nextInt(3));
      TakenPlaces places = new TakenPlaces(length);
      List<Long> taken = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        long at = base + random.nextLong(room);
        boolean free = taken.stream().allMatch(other -> Math.abs(other - at) >= length);
        assertEquals(free, places.take(at), length + " at " + at + " among " + taken);
        if (free) {
          taken.add(at);
        }
      }
    });
  }

  @Test
  void whatIsTooMuchToRememberIsLetBe() {
    TakenPlaces places = new TakenPlaces(1);
    TakenPlaces longer = new TakenPlaces(3);
    for (long page = 0; page < 5000; page++) {
      assertTrue(places.take(page << 20));
      assertTrue(longer.take(page << 20));
    }
    for (TakenPlaces full : List.of(places, longer)) {
      assertFalse(full.take(1000L << 20));
      assertTrue(full.take(4999L << 20));
    }
  }
}
