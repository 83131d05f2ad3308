// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;

/**
 * What comes before a file's blocks, some of which may depend on what the disk holds. Where that is
 * not known yet, gaps are left and filled later.
 *
 * <p>Used by one thread at a time.
 */
public final class Beginning {
  private final Sink out;
  private final long start;
  private final OptionalLong content;
  private final List<Gap> gaps = new ArrayList<>();

  private record Gap(ReservingSink.Reservation room, LongFunction<ByteBuffer> bytes) {}

  /**
   * A beginning where {@code out} is.
   *
   * @param content what the disk holds, summed up, if that is known
   */
  Beginning(Sink out, OptionalLong content) {
    this.out = out;
    this.start = out.position();
    this.content = content;
  }

  /** Takes all that remains in {@code bytes}. */
  public void write(ByteBuffer bytes) throws IOException {
    out.write(bytes);
  }

  /** Moves on to a place, in bytes from the file's beginning. */
  public void zerosTo(long place) throws IOException {
    out.zeros(start + place - out.position());
  }

  /**
   * Takes bytes that depend on what the disk holds.
   *
   * @param length how many there will be, positive
   * @param bytes from the disk's sum
   */
  public void telling(int length, LongFunction<ByteBuffer> bytes) throws IOException {
    if (content.isPresent()) {
      out.write(bytes.apply(content.getAsLong()));
      return;
    }
    if (!(out instanceof ReservingSink reserving)) {
      throw new IllegalStateException(out + ": what the disk holds must be known beforehand");
    }
    gaps.add(new Gap(reserving.reserve(length), bytes));
  }

  /** Fills the gaps, once. */
  void tell(long known) throws IOException {
    for (Gap gap : gaps) {
      gap.room().fill(gap.bytes().apply(known));
    }
    gaps.clear();
  }
}
