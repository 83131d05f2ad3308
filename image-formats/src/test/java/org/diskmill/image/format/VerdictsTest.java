// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.diskmill.testkit.HeapUse;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private static final int MANY = 2_000_000;

  @Test
  void eachPartIsAskedAboutOnce() {
    Seeds.each(50, random -> {
      Verdicts verdicts = new Verdicts();
      Map<Long, Optional<String>> said = new HashMap<>();
      for (int i = 0; i < 500; i++) {
        long part = (random.nextLong(9) - 4 << random.nextInt(50)) + random.nextInt(200);
        Optional<String> verdict =
            random.nextInt(4) == 0 ? Optional.of("bad " + part + " " + i) : Optional.empty();
        Optional<String> first = said.computeIfAbsent(part, key -> verdict);
        assertEquals(first, verdicts.of(part, () -> verdict), "part " + part);
      }
    });
  }

  /** A qcow2 may have four million tables. */
  @Test
  void partsThatAreSoundTakeHardlyAnyMemory() {
    Verdicts verdicts = new Verdicts();
    long before = HeapUse.held();
    for (long part = 0; part < MANY; part++) {
      verdicts.of(part, Optional::empty);
    }
    long taken = HeapUse.held() - before;
    assertTrue(taken < 8L * MANY, taken + " bytes");
    assertEquals(Optional.empty(), verdicts.of(MANY - 1, () -> Optional.of("asked again")));
  }
}
