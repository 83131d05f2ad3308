// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.nio.ByteBuffer;

/**
 * One bit for each sector of a block: whether the block has it, or its parent. VHD counts bits from
 * the highest of each byte, VHDX from the lowest.
 *
 * @param bytes of the bitmap
 * @param from where in {@code bytes} the block's bits begin
 * @param sectors how many there are
 * @param highestFirst which way the bits of a byte count
 */
public record SectorBits(ByteBuffer bytes, int from, int sectors, boolean highestFirst) {
  private static final int ALL = 0xff;

  /** Whether the block has that sector. */
  public boolean has(int sector) {
    int within = sector % Byte.SIZE;
    int mask = highestFirst ? 0x80 >>> within : 1 << within;
    return (bytes.get(from + sector / Byte.SIZE) & mask) != 0;
  }

  /** The first sector after {@code sector} for which the same does not hold, or the block's end. */
  public int end(int sector) {
    boolean set = has(sector);
    int whole = set ? ALL : 0;
    int next = sector + 1;
    while (next < sectors) {
      if (next % Byte.SIZE == 0
          && next + Byte.SIZE <= sectors
          && (bytes.get(from + next / Byte.SIZE) & ALL) == whole) {
        next += Byte.SIZE;
      } else if (has(next) == set) {
        next++;
      } else {
        return next;
      }
    }
    return next;
  }
}
