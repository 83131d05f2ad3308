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
  private static final int STEP = 16;
  private static final int NOWHERE = -1;

  /** Bytes that are the same at two places of 64 KiB of noise less often than once in a thousand times. */
  private static final int ENOUGH = 6;

  private final int[] counts = new int[VALUES];
  private final int[] places = new int[1 << HASH_BITS];

  /** Whether all that remains in {@code bytes} is noise. Its position does not move. */
  boolean fills(ByteBuffer bytes) {
    return bytes.remaining() >= FIRST_LOOK && even(bytes) && !repeats(bytes);
  }

  /** Whether all values are about as frequent. */
  private boolean even(ByteBuffer bytes) {
    Arrays.fill(counts, 0);
    int start = bytes.position();
    int length = bytes.remaining();
    int seen = 0;
    int look = FIRST_LOOK;
    while (seen < length) {
      for (int end = Math.min(look, length); seen < end; seen++) {
        counts[bytes.get(start + seen) & 0xff]++;
      }
      if (uneven(seen)) {
        return false;
      }
      look *= 4;
    }
    return true;
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
  private boolean repeats(ByteBuffer bytes) {
    Arrays.fill(places, NOWHERE);
    int end = bytes.limit() - STEP;
    for (int at = bytes.position(); at <= end; at += STEP) {
      for (int look = at; look < at + Integer.BYTES; look++) {
        int place = places[hash(bytes.getInt(look))];
        if (place != NOWHERE && same(bytes, place, look)) {
          return true;
        }
      }
      for (int here = at; here < at + STEP; here += Integer.BYTES) {
        places[hash(bytes.getInt(here))] = here;
      }
    }
    return false;
  }

  /** Whether more is the same at both places than chance explains. */
  private static boolean same(ByteBuffer bytes, int first, int second) {
    if (bytes.getInt(first) != bytes.getInt(second)) {
      return false;
    }
    int from = first;
    int to = first + Integer.BYTES;
    int apart = second - first;
    while (to + apart < bytes.limit()
        && to - from < ENOUGH
        && bytes.get(to) == bytes.get(to + apart)) {
      to++;
    }
    while (from > bytes.position()
        && to - from < ENOUGH
        && bytes.get(from - 1) == bytes.get(from - 1 + apart)) {
      from--;
    }
    return to - from >= ENOUGH;
  }

  private static int hash(int word) {
    return word * HASH_FACTOR >>> Integer.SIZE - HASH_BITS;
  }
}
