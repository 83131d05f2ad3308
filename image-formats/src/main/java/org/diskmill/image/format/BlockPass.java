// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.util.OptionalLong;
import org.diskmill.io.Sink;

/** Goes through a file from front to back and writes all but the disk's data. */
final class BlockPass {
  /** Moves over bytes that are not written here. */
  @FunctionalInterface
  interface Gap {
    void over(long length) throws IOException;
  }

  private final BlockLayout layout;
  private final Sink out;
  private final long start;
  private final Gap gap;
  private final Beginning beginning;
  private long next;

  /**
   * Writes what comes first.
   *
   * @param content what the disk holds, summed up, if that is known
   */
  BlockPass(BlockLayout layout, Sink out, Gap gap, OptionalLong content) throws IOException {
    this.layout = layout;
    this.out = out;
    this.start = out.position();
    this.gap = gap;
    this.beginning = new Beginning(out, content);
    layout.head(beginning);
    this.next = layout.allocation().next(0);
  }

  /** Goes to a place in a stored block's data. */
  void to(long block, long within) throws IOException {
    while (next <= block) {
      gapTo(layout.placeOf(next) - layout.frontBytes());
      layout.front(out, next);
      next = layout.allocation().next(next + 1);
    }
    gapTo(layout.placeOf(block) + within);
  }

  /** Writes what comes last, and what had to wait until {@code content} was known. */
  void finish(long content) throws IOException {
    while (next < layout.allocation().blocks()) {
      to(next, 0);
    }
    gapTo(layout.endOfData());
    layout.tail(out, content);
    beginning.tell(content);
  }

  private void gapTo(long place) throws IOException {
    gap.over(start + place - out.position());
  }
}
