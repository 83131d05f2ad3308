// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/**
 * A number that is the same for disks that hold the same, and hardly ever for others: of two that
 * differ by chance, for one pair in four thousand million. It does not tell apart what somebody made
 * to look alike.
 *
 * <p>Bytes may be added in any order and in any pieces, and zeros need not be added at all: a CRC-32
 * is a remainder of polynomials, so each piece counts by itself, times a power of x for where it is.
 * Those powers are of x's inverse, so that no disk's size must be known.
 *
 * <p>Safe for use by many threads.
 */
public final class ContentSum {
  /** CRC-32 and not CRC-32C, whose class takes a millisecond and a half to load. */
  private static final int POLYNOMIAL = 0xEDB8_8320;

  /** Bits are reflected: the highest is that of x⁰. */
  private static final int ONE = 1 << 31;

  private static final int EVERY_BIT = -1;

  /** x to the power of −8 × 2ⁱ: what a byte counts less than the one 2ⁱ before it. */
  private static final int[] BACK = back();

  private final AtomicInteger sum = new AtomicInteger();

  private static int[] back() {
    int[] powers = new int[Long.SIZE - 1];
    int power = ONE;
    for (int i = 0; i < Byte.SIZE; i++) {
      power = dividedByX(power);
    }
    for (int i = 0; i < powers.length; i++) {
      powers[i] = power;
      power = times(power, power);
    }
    return powers;
  }

  /**
   * Adds what remains in {@code bytes}, whose position stays.
   *
   * @param at where on the disk they begin, in bytes
   */
  public void add(long at, ByteBuffer bytes) {
    int length = bytes.remaining();
    CRC32 crc = new CRC32();
    crc.update(bytes.duplicate());
    // A CRC begins and ends with all bits turned over, which is taken back here.
    int piece = times(~(int) crc.getValue(), powerFor(at + length));
    int begun = times(EVERY_BIT, powerFor(at));
    sum.accumulateAndGet(piece ^ begun, (one, other) -> one ^ other);
  }

  /** The number for all that was added; 0 for nothing but zeros. */
  public int value() {
    return sum.get();
  }

  private static int powerFor(long place) {
    int power = ONE;
    for (long left = place; left != 0; left &= left - 1) {
      power = times(power, BACK[Long.numberOfTrailingZeros(left)]);
    }
    return power;
  }

  /** The product modulo the polynomial. */
  private static int times(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int left = a; left != 0; left <<= 1) {
      if (left < 0) {
        product ^= shifted;
      }
      shifted = timesX(shifted);
    }
    return product;
  }

  private static int timesX(int a) {
    return (a & 1) == 0 ? a >>> 1 : a >>> 1 ^ POLYNOMIAL;
  }

  private static int dividedByX(int a) {
    return a < 0 ? (a ^ POLYNOMIAL) << 1 | 1 : a << 1;
  }
}
