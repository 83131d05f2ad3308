// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

/** Checks of the ranges that callers pass. */
final class Ranges {
  private Ranges() {}

  static void requireOffset(long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset: " + offset + " is negative");
    }
  }

  static void requireLength(long length) {
    if (length < 0) {
      throw new IllegalArgumentException("length: " + length + " is negative");
    }
  }

  static void requirePositive(int length) {
    if (length <= 0) {
      throw new IllegalArgumentException("length: " + length + " is not positive");
    }
  }

  /** Written so that no sum can overflow. */
  static void requireInside(long at, long length, long size) {
    if (at < 0 || length < 0 || at > size || length > size - at) {
      throw new IllegalArgumentException(
          "at " + at + ", length " + length + ": not inside " + size + " bytes");
    }
  }
}
