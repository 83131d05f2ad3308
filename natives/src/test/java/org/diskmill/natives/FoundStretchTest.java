// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.diskmill.io.SparseSource.Run;
import org.junit.jupiter.api.Test;

class FoundStretchTest {
  private static final int SIZE = 100;
  private static final int FIRST = 40;
  private static final int LAST = 60;

  /** A file with data in the middle, which counts what it is asked. */
  private static final class Middle implements FoundStretch.Seeking {
    private int asked;

    @Override
    public long data(long offset, long size) {
      asked++;
      return offset < FIRST ? FIRST : offset < LAST ? offset : size;
    }

    @Override
    public long hole(long offset, long size) {
      asked++;
      return offset < LAST ? LAST : offset;
    }
  }

  private final Middle file = new Middle();
  private final FoundStretch found = new FoundStretch(file);

  @Test
  void eachHoleAndStretchIsAskedForOnceHoweverManyPartsAreReadOfIt() throws IOException {
    for (int at = 0; at < SIZE; at++) {
      int end = at < FIRST ? FIRST : at < LAST ? LAST : SIZE;
      boolean hole = at < FIRST || at >= LAST;
      assertEquals(new Run(at, end - at, hole), found.runAt(at, SIZE));
    }
    // Where each of the two holes ends, and where the data between them do.
    assertEquals(3, file.asked);
  }

  @Test
  void whoGoesBackIsAnsweredAnew() throws IOException {
    assertEquals(new Run(30, 10, true), found.runAt(30, SIZE));
    assertEquals(new Run(50, 10, false), found.runAt(50, SIZE));
    assertEquals(new Run(10, 30, true), found.runAt(10, SIZE));
    assertEquals(new Run(45, 15, false), found.runAt(45, SIZE));
  }
}
