// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTest {
  private final List<Progress> heard = new ArrayList<>();
  private final Job whole = Job.watched(heard::add, () -> 0);
  private final Job part = whole.part(listener -> listener);

  @Test
  void aPartIsHeardByWhatIsMadeOfTheListener() {
    Job even = whole.part(listener -> progress -> {
      if (progress.doneBytes() % 2 == 0) {
        listener.heard(progress);
      }
    });
    Activity copying = even.begin("copying", 10);
    copying.advance(3);
    copying.advance(1);

    assertEquals(List.of(0L, 4L), heard.stream().map(Progress::doneBytes).toList());
  }

  @Test
  void aPartIsCancelledWithTheWhole() {
    whole.cancel();

    assertTrue(part.cancelled());
    assertEquals("cancelled by the caller", thrownBy(part));
  }

  @Test
  void aPartCanBeCancelledAlone() {
    part.cancel("closed");

    assertEquals("closed", thrownBy(part));
    assertFalse(whole.cancelled());
    whole.checkpoint();
  }

  private static String thrownBy(Job job) {
    return String.valueOf(
        assertThrows(CancelledException.class, job::checkpoint).getMessage());
  }
}
