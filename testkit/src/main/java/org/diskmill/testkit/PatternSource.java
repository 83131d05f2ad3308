// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.nio.ByteBuffer;
import org.diskmill.io.Source;
import org.diskmill.io.Zeros;

/** A pattern as a source; with zero blocks if there is a block size. */
final class PatternSource implements Source {
  private final long seed;
  private final long size;
  private final int blockBytes;

  PatternSource(long seed, long size, int blockBytes) {
    if (size < 0) {
      throw new IllegalArgumentException("size: " + size + " is negative");
    }
    this.seed = seed;
    this.size = size;
    this.blockBytes = blockBytes;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, ByteBuffer dst) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset: " + offset + " is negative");
    }
    if (offset >= size) {
      return -1;
    }
    int end = dst.limit();
    int count = (int) Math.min(dst.remaining(), Math.min(size - offset, leftInBlock(offset)));
    dst.limit(dst.position() + count);
    if (blockBytes > 0 && Patterns.zeroBlock(seed, offset / blockBytes)) {
      Zeros.fill(dst, count);
    } else {
      Patterns.fill(seed, offset, dst);
    }
    dst.limit(end);
    return count;
  }

  private long leftInBlock(long offset) {
    return blockBytes == 0 ? Long.MAX_VALUE : blockBytes - offset % blockBytes;
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "pattern " + seed;
  }
}
