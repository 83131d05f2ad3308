// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.nio.ByteBuffer;
import org.diskmill.io.ZeroScan;

/** Finds, in guest bytes, the stretches worth storing. Used by one thread at a time. */
public final class ZeroRuns {
  /** What file systems allocate at once, and what qemu-img looks for too. */
  private static final int BLOCK = 4096;

  private final ByteBuffer bytes;
  private final ZeroScan scan;
  private int from;
  private int to;

  /** Looks at what remains in {@code bytes}. */
  public ZeroRuns(ByteBuffer bytes) {
    this.bytes = bytes;
    this.scan = new ZeroScan(bytes);
    this.to = bytes.position();
  }

  /** The same bytes without the blocks of zeros before and behind all that is not; empty where all is. */
  public static ByteBuffer trimmed(ByteBuffer bytes) {
    ZeroRuns runs = new ZeroRuns(bytes);
    int from = bytes.position();
    int to = bytes.limit();
    while (from < to && runs.zero(from)) {
      from = runs.blockEnd(from);
    }
    while (from < to && runs.zero(runs.lastBlock(to))) {
      to = runs.lastBlock(to);
    }
    return bytes.duplicate().limit(to).position(from);
  }

  /** Moves to the next stretch that is not zero, and says whether there is one. */
  public boolean next() {
    from = to;
    while (from < bytes.limit() && zero(from)) {
      from = blockEnd(from);
    }
    to = from;
    while (to < bytes.limit() && !zero(to)) {
      to = blockEnd(to);
    }
    return to > from;
  }

  /** Where the stretch begins. */
  public int from() {
    return from;
  }

  /** Where the stretch ends. */
  public int to() {
    return to;
  }

  /** A view of the stretch. */
  public ByteBuffer bytes() {
    return bytes.duplicate().limit(to).position(from);
  }

  /** The first place at or after {@code guest} where a block can begin. */
  static long blockAtOrAfter(long guest) {
    return blockAtOrBefore(guest + BLOCK - 1);
  }

  /** The last place at or before {@code guest} where a block can begin. */
  static long blockAtOrBefore(long guest) {
    return guest / BLOCK * BLOCK;
  }

  /** Where the block begins that ends there. */
  private int lastBlock(int end) {
    int length = end - bytes.position();
    return end - (length % BLOCK == 0 ? BLOCK : length % BLOCK);
  }

  private boolean zero(int at) {
    return scan.only(at, blockEnd(at));
  }

  private int blockEnd(int at) {
    return Math.min(at + BLOCK, bytes.limit());
  }
}
