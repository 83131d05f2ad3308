// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.diskmill.io.Source;

/** A source with some bytes changed, or cut short. Safe for use by many threads. */
public final class DamagedSource extends DecoratedSource {
  private final long size;
  private final TreeMap<Long, Byte> flips;

  private DamagedSource(Source inner, long size, Map<Long, Byte> flips) {
    super(inner);
    this.size = size;
    this.flips = new TreeMap<>(flips);
  }

  /**
   * One byte is other than it was.
   *
   * @param mask the bits that are turned over, not 0
   */
  public static DamagedSource flipped(Source inner, long at, int mask) {
    if ((byte) mask == 0 || at < 0 || at >= inner.size()) {
      throw new IllegalArgumentException("at " + at + ", mask " + mask + ": damages nothing");
    }
    return new DamagedSource(inner, inner.size(), Map.of(at, (byte) mask));
  }

  /** The bytes end early. */
  public static DamagedSource cut(Source inner, long size) {
    if (size < 0 || size >= inner.size()) {
      throw new IllegalArgumentException("size: " + size + " is not in 0.." + inner.size());
    }
    return new DamagedSource(inner, size, Map.of());
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    if (offset >= size) {
      return -1;
    }
    int start = dst.position();
    int end = dst.limit();
    dst.limit((int) Math.min(end, start + size - offset));
    try {
      int count = super.read(offset, dst);
      flips
          .subMap(offset, offset + Math.max(count, 0))
          .forEach((at, mask) -> flip(dst, start + (int) (at - offset), mask));
      return count;
    } finally {
      dst.limit(end);
    }
  }

  private static void flip(ByteBuffer dst, int position, byte mask) {
    dst.put(position, (byte) (dst.get(position) ^ mask));
  }
}
