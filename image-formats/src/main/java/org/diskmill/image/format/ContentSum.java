// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A number that is the same for disks that hold the same, and hardly ever for others. It is against
 * mistakes: it does not tell apart what somebody made to look alike.
 *
 * <p>It is two CRCs, since data may carry their own: what is followed by its own CRC adds the same
 * whatever it is, and there are many such things, but hardly any that both CRCs are blind for.
 *
 * <p>Bytes may be added in any order and in any pieces, and zeros need not be added at all. Safe for
 * use by many threads.
 */
public final class ContentSum {
  private static final Remainder CRC_32 = new Remainder(0xEDB8_8320);
  private static final Remainder CRC_32C = new Remainder(0x82F6_3B78);

  /** So that the second CRC finds the bytes in the cache into which the first one got them. */
  private static final int AT_ONCE = 16 << 10;

  private final AtomicLong sum = new AtomicLong();

  /**
   * Adds what remains in {@code bytes}, whose position stays.
   *
   * @param at where on the disk they begin, in bytes
   */
  public void add(long at, ByteBuffer bytes) {
    CRC32 crc32 = new CRC32();
    CRC32C crc32c = new CRC32C();
    ByteBuffer left = bytes.duplicate();
    while (left.hasRemaining()) {
      ByteBuffer some = left.slice(left.position(), Math.min(AT_ONCE, left.remaining()));
      left.position(left.position() + some.remaining());
      crc32.update(some);
      crc32c.update(some.rewind());
    }
    int length = bytes.remaining();
    long one = Integer.toUnsignedLong(CRC_32.of(at, length, (int) crc32.getValue()));
    long other = Integer.toUnsignedLong(CRC_32C.of(at, length, (int) crc32c.getValue()));
    sum.accumulateAndGet(one << Integer.SIZE | other, (before, more) -> before ^ more);
  }

  /** The number for all that was added; 0 for nothing but zeros. */
  public long value() {
    return sum.get();
  }
}
