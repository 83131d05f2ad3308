// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.diskmill.io.Source;

/**
 * Bytes that look random, can be made at any offset, and are the same for the same seed.
 *
 * <p>The byte at an offset says where it belongs, so that anything moved, doubled or lost is found.
 */
public final class Patterns {
  private Patterns() {}

  /** The first bytes of a pattern. */
  public static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    fill(seed, 0, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Fills what remains in {@code dst} with the pattern from {@code offset} on. */
  public static void fill(long seed, long offset, ByteBuffer dst) {
    long at = offset;
    while (dst.hasRemaining()) {
      long word = word(seed, at >>> 3);
      int from = (int) (at & 7);
      int count = Math.min(Long.BYTES - from, dst.remaining());
      for (int i = from; i < from + count; i++) {
        dst.put((byte) (word >>> (8 * i)));
      }
      at += count;
    }
  }

  /** A pattern of any size; costs no memory. */
  public static Source source(long seed, long size) {
    return new PatternSource(seed, size, 0);
  }

  /**
   * A pattern in which about half of the blocks are zeros.
   *
   * @param blockBytes the size of a block, positive
   */
  public static Source sparse(long seed, long size, int blockBytes) {
    if (blockBytes < 1) {
      throw new IllegalArgumentException("blockBytes: " + blockBytes + " is not positive");
    }
    return new PatternSource(seed, size, blockBytes);
  }

  static boolean zeroBlock(long seed, long block) {
    return (word(~seed, block) & 1) == 0;
  }

  private static long word(long seed, long index) {
    return new SplittableRandom(seed + index * 0x9E3779B97F4A7C15L).nextLong();
  }
}
