// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Zero bytes: writing them where nothing better is possible, and recognising them. */
public final class Zeros {
  private static final int BLOCK = 64 << 10;
  private static final ByteBuffer BLOCK_OF_ZEROS =
      ByteBuffer.allocateDirect(BLOCK).asReadOnlyBuffer();

  private Zeros() {}

  /** A view of some zeros, all that there are from its position to its capacity. */
  static ByteBuffer block() {
    return BLOCK_OF_ZEROS.duplicate();
  }

  /** Writes {@code length} zero bytes to {@code out}. */
  public static void write(Sink out, long length) throws IOException {
    if (length < 0) {
      throw new IllegalArgumentException("length: " + length + " is negative");
    }
    long left = length;
    while (left > 0) {
      int count = (int) Math.min(left, BLOCK);
      out.write(BLOCK_OF_ZEROS.duplicate().limit(count));
      left -= count;
    }
  }

  /** Whether everything that remains in {@code bytes} is zero. Its position does not move. */
  public static boolean only(ByteBuffer bytes) {
    return only(bytes, bytes.position(), bytes.limit());
  }

  /** Whether the bytes from index {@code begin} up to index {@code end} are all zero. */
  public static boolean only(ByteBuffer bytes, int begin, int end) {
    return new ZeroScan(bytes).only(begin, end);
  }

  /** Puts {@code count} zero bytes into {@code dst}. */
  public static void fill(ByteBuffer dst, int count) {
    int left = count;
    while (left > 0) {
      int part = Math.min(left, BLOCK);
      dst.put(BLOCK_OF_ZEROS.duplicate().limit(part));
      left -= part;
    }
  }
}
