// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.ByteBuffer;

/**
 * Recognises zeros at many places of one buffer without making objects for each. Used by one thread at a
 * time.
 */
public final class ZeroScan {
  private final ByteBuffer part;
  private final ByteBuffer zeros = Zeros.block();

  /** Looks into {@code bytes}, whose position and limit neither count nor move. */
  public ZeroScan(ByteBuffer bytes) {
    this.part = bytes.duplicate();
  }

  /** Whether the bytes from index {@code begin} up to index {@code end} are all zero. */
  public boolean only(int begin, int end) {
    // Most data show at once that they are some. The call costs more than this look, most of all in
    // the first second of a process.
    part.limit(end);
    if (end - begin >= Long.BYTES && part.getLong(begin) != 0) {
      return false;
    }
    int from = begin;
    while (from < end) {
      int count = Math.min(zeros.capacity(), end - from);
      part.limit(from + count).position(from);
      // A vectorised intrinsic: many bytes a cycle, and it stops at the first that differs.
      if (part.mismatch(zeros.limit(count)) >= 0) {
        return false;
      }
      from += count;
    }
    return true;
  }
}
