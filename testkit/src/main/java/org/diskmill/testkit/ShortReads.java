// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.diskmill.io.Source;

/**
 * A source that gives fewer bytes than were asked for, as the contract of {@link Source#read}
 * allows. Safe for use by many threads.
 */
public final class ShortReads extends DecoratedSource {
  private final int most;
  private final SplittableRandom random;

  /**
   * Reads from {@code inner}, and closes it.
   *
   * @param most how many bytes it gives at most, positive
   */
  public ShortReads(Source inner, int most, long seed) {
    super(inner);
    if (most < 1) {
      throw new IllegalArgumentException("most: " + most + " is not positive");
    }
    this.most = most;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    if (!dst.hasRemaining()) {
      return super.read(offset, dst);
    }
    int end = dst.limit();
    dst.limit(dst.position() + Math.min(dst.remaining(), draw()));
    try {
      return super.read(offset, dst);
    } finally {
      dst.limit(end);
    }
  }

  private synchronized int draw() {
    return 1 + random.nextInt(most);
  }
}
