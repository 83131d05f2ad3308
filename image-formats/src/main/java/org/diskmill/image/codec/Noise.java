// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Recognises bytes that deflate does not make smaller: what was compressed or encrypted before. To try it
 * takes several times as long. Used by one thread at a time.
 */
final class Noise {
  private static final int VALUES = 256;

  /**
   * The most that the chi-squared statistic of a byte's values may be. For equally likely values it has a
   * mean of 255 and a standard deviation of 22.6; codes of other lengths than eight bits save less than
   * 40 bytes of 64 KiB below this.
   */
  private static final long MOST_UNEVEN = 400;

  /** After so many bytes, and after four times as many each, it is seen whether to go on. */
  private static final int FIRST_LOOK = 1024;

  private static final int HASH_BITS = 16;
  private static final int HASH_FACTOR = 0x9E3779B1;
  private static final int WORD = 4;
  private static final int STEP = 16;
  private static final int NOWHERE = -1;

  /** Bytes that are the same at two places of 64 KiB of noise less often than once in a thousand times. */
  private static final int ENOUGH = 6;

  private final int[] counts = new int[VALUES];
  private final int[] places = new int[1 << HASH_BITS];

  /** A copy of what is looked at: the JVM's first compiler, all that a short process has, is slow at buffers. */
  private byte[] bytes = new byte[0];

  /** Whether all that remains in {@code plain} is noise. Its position does not move. */
  boolean fills(ByteBuffer plain) {
    int length = plain.remaining();
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    return length >= FIRST_LOOK && even(plain, length) && !repeats(length);
  }

  /** Whether all values are about as frequent. */
  private boolean even(ByteBuffer plain, int length) {
    Arrays.fill(counts, 0);
    int seen = 0;
    int look = FIRST_LOOK;
    while (seen < length) {
      int end = Math.min(look, length);
      plain.get(plain.position() + seen, bytes, seen, end - seen);
      count(seen, end);
      if (uneven(end)) {
        return false;
      }
      seen = end;
      look *= 4;
    }
    return true;
  }

  private void count(int from, int to) {
    for (int at = from; at < to; at++) {
      counts[bytes[at] & 0xff]++;
    }
  }

  private boolean uneven(long seen) {
    long squares = 0;
    for (int count : counts) {
      squares += (long) count * count;
    }
    return squares * VALUES / seen - seen > MOST_UNEVEN;
  }

  /**
   * Whether something comes again. Remembers each fourth place and looks at four places of each sixteen,
   * so that every repetition has its chances, a long one many: one that would save 128 bytes in deflate's
   * window is missed less often than once in a million times.
   */
  private boolean repeats(int length) {
    Arrays.fill(places, NOWHERE);
    for (int at = 0; at <= length - STEP; at += STEP) {
      for (int look = at; look < at + WORD; look++) {
        int place = places[hash(look)];
        if (place != NOWHERE && same(place, look, length)) {
          return true;
        }
      }
      for (int here = at; here < at + STEP; here += WORD) {
        places[hash(here)] = here;
      }
    }
    return false;
  }

  /** Whether more is the same at both places than chance explains. */
  private boolean same(int first, int second, int length) {
    int apart = second - first;
    int to = first;
    while (to + apart < length && to - first < ENOUGH && bytes[to] == bytes[to + apart]) {
      to++;
    }
    int from = first;
    while (from > 0 && to - from < ENOUGH && bytes[from - 1] == bytes[from - 1 + apart]) {
      from--;
    }
    return to - from >= ENOUGH;
  }

  /** Of the four bytes there. */
  private int hash(int at) {
    int word = bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
    return word * HASH_FACTOR >>> Integer.SIZE - HASH_BITS;
  }
}
