// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

/** The arithmetic of clipping, written once. */
final class Cut {
  private Cut() {}

  static void require(long offset, long length) {
    if (offset < 0 || length <= 0 || length > Long.MAX_VALUE - offset) {
      throw new IllegalArgumentException("extent: offset " + offset + ", length " + length);
    }
  }

  static long start(long offset, long from) {
    return Math.max(offset, from);
  }

  static long length(long offset, long length, long from, long to) {
    return Math.min(offset + length, to) - start(offset, from);
  }
}
