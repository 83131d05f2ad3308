// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

/**
 * A CRC of which pieces count by themselves. A CRC is the remainder of a polynomial, so what a piece
 * adds is its own remainder times a power of x for where it is; those powers are of x's inverse, so
 * that no length must be known beforehand. Zeros add nothing.
 *
 * <p>Immutable; safe for use by many threads.
 */
final class Remainder {
  /** Bits are reflected: the highest is that of x⁰. */
  private static final int ONE = 1 << 31;

  private static final int EVERY_BIT = -1;

  private final int polynomial;

  /** x to the power of −8 × 2ⁱ: what a byte counts less than the one 2ⁱ before it. */
  private final int[] back = new int[Long.SIZE - 1];

  /**
   * The remainder that a CRC makes.
   *
   * @param polynomial with its bits reflected
   */
  Remainder(int polynomial) {
    this.polynomial = polynomial;
    int power = ONE;
    for (int i = 0; i < Byte.SIZE; i++) {
      power = dividedByX(power);
    }
    for (int i = 0; i < back.length; i++) {
      back[i] = power;
      power = times(power, power);
    }
  }

  /**
   * What bytes add at a place, to be joined to what others do by exclusive or.
   *
   * @param crc theirs, which begins and ends with all bits turned over
   */
  int of(long at, long length, int crc) {
    int piece = times(~crc, powerFor(at + length));
    // Takes back that the CRC began with all bits turned over.
    return piece ^ times(EVERY_BIT, powerFor(at));
  }

  private int powerFor(long place) {
    int power = ONE;
    for (long left = place; left != 0; left &= left - 1) {
      power = times(power, back[Long.numberOfTrailingZeros(left)]);
    }
    return power;
  }

  /** The product modulo the polynomial. */
  private int times(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int left = a; left != 0; left <<= 1) {
      if (left < 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ polynomial;
    }
    return product;
  }

  private int dividedByX(int a) {
    return a < 0 ? (a ^ polynomial) << 1 | 1 : a << 1;
  }
}
