// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final long JUDGED = TimeUnit.MILLISECONDS.toNanos(100);

  private final Waiting waiting = Waiting.seen(2, 8).orElseThrow();

  @Test
  void threadsThatOnlyWorkNeedNoOthers() {
    for (int i = 0; i < 100; i++) {
      assertEquals(2, waiting.useful(JUDGED, JUDGED));
    }
  }

  @Test
  void asManyAreOfUseAsKeepTheProcessorsBusy() {
    assertEquals(2, waiting.useful(JUDGED, JUDGED * 7 / 10));
    assertEquals(3, waiting.useful(JUDGED, JUDGED * 6 / 10));
    assertEquals(5, waiting.useful(JUDGED, JUDGED * 4 / 10));
  }

  @Test
  void noMoreAreOfUseThanAreAllowed() {
    assertEquals(8, waiting.useful(JUDGED, JUDGED / 100));
    assertEquals(8, Waiting.seen(2, 8).orElseThrow().useful(JUDGED, 0));
  }

  @Test
  void aShortWaitSaysNothingYetAndIsNotForgotten() {
    assertEquals(2, waiting.useful(JUDGED / 2, 0));
    assertEquals(4, waiting.useful(JUDGED / 2, JUDGED / 2));
  }

  @Test
  void threadsThatOnceWereOfUseStay() {
    assertEquals(4, waiting.useful(JUDGED, JUDGED / 2));
    assertEquals(4, waiting.useful(JUDGED, JUDGED));
  }
}
