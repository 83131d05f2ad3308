// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReusedTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Reused<String> things = new Reused<>(() -> "thing " + made.incrementAndGet());

  @Test
  void whatWasGivenBackLastIsTakenFirst() {
    String first = things.take();
    String second = things.take();
    String third = things.take();
    things.give(second);
    things.give(third);
    things.give(first);
    assertSame(first, things.take());
    things.give(first);
    assertSame(first, things.take(), "still in the cache of the one who asks");
    assertSame(third, things.take());
    assertSame(second, things.take());
  }

  @Test
  void oneIsMadeOnlyWhereNoneIsAtHand() {
    String first = things.take();
    things.give(first);
    things.give(things.take());
    assertEquals(1, made.get());
    things.take();
    things.take();
    assertEquals(2, made.get());
  }

  @Test
  void whatIsDrainedIsNotTakenAgain() {
    String first = things.take();
    String second = things.take();
    things.give(first);
    things.give(second);
    List<String> ended = new ArrayList<>();
    things.drain(ended::add);
    assertEquals(List.of(second, first), ended);
    assertEquals("thing 3", things.take());
  }
}
