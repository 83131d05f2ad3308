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
  private static final Remainder CRC_32 = new Remainder(0xEDB8_8320, CRC32::new);
  private static final Remainder CRC_32C = new Remainder(0x82F6_3B78, CRC32C::new);

  private final AtomicLong sum = new AtomicLong();

  /**
   * Adds what remains in {@code bytes}, whose position stays.
   *
   * @param at where on the disk they begin, in bytes
   */
  public void add(long at, ByteBuffer bytes) {
    long one = Integer.toUnsignedLong(CRC_32.of(at, bytes));
    long other = Integer.toUnsignedLong(CRC_32C.of(at, bytes));
    sum.accumulateAndGet(one << Integer.SIZE | other, (before, more) -> before ^ more);
  }

  /** The number for all that was added; 0 for nothing but zeros. */
  public long value() {
    return sum.get();
  }
}
