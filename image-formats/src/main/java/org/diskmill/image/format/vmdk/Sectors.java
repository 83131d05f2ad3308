// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

/** Sector numbers as files have them, and the bytes that they stand for. */
final class Sectors {
  static final int BYTES = 512;

  private static final int BITS = 9;
  private static final long MOST = Long.MAX_VALUE >>> BITS;

  private Sectors() {}

  /** The bytes of that many sectors, an unsigned number; what is past all bounds stays so. */
  static long bytes(long sectors) {
    return Long.compareUnsigned(sectors, MOST) > 0 ? Long.MAX_VALUE : sectors << BITS;
  }

  /** How many parts of that length it takes to cover a whole. */
  static long pieces(long whole, long part) {
    return whole / part + (whole % part == 0 ? 0 : 1);
  }
}
