// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Zeros;

/**
 * Packs a unit as one bit for each sector that differs from the parent's, and then the sectors, zeros
 * in place of those that do not.
 *
 * @param unitBytes the size of a unit
 * @param bitmapBytes the space for the bits, at least one for each sector
 * @param highestFirst which way the bits of a byte count: see {@link SectorBits}
 */
public record DifferingSectors(int unitBytes, int bitmapBytes, boolean highestFirst)
    implements UnitEncoder {
  /** The size of a sector, of which both formats have one bit. */
  public static final int SECTOR = 512;

  /** Compared first at once, since most of a unit is the same or differs for a stretch. */
  private static final int STRETCH = 8 * SECTOR;

  /** How much room the packed form takes. */
  public int packedBytes() {
    return bitmapBytes + unitBytes;
  }

  @Override
  public EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException {
    int start = space.position();
    ByteBuffer packed = space.slice(start, packedBytes());
    space.position(start + packedBytes());
    Zeros.fill(packed, bitmapBytes);
    ByteBuffer plain = unit.plain();
    for (int at = 0; at < unitBytes; at += STRETCH) {
      int there = Math.min(STRETCH, unit.length() - at);
      if (there <= 0 || unit.inherits(at, there)) {
        Zeros.fill(packed, Math.min(STRETCH, unitBytes - at));
      } else {
        stretch(unit, plain, at, packed);
      }
    }
    return EncodedUnit.packed(unit, packed.flip());
  }

  private void stretch(Unit unit, ByteBuffer plain, int from, ByteBuffer packed)
      throws IOException {
    for (int at = from; at < Math.min(unitBytes, from + STRETCH); at += SECTOR) {
      int there = Math.min(SECTOR, unit.length() - at);
      if (there <= 0 || unit.inherits(at, there)) {
        Zeros.fill(packed, SECTOR);
      } else {
        int sector = at / SECTOR;
        int within = sector % Byte.SIZE;
        int mask = highestFirst ? 0x80 >>> within : 1 << within;
        int byteAt = sector / Byte.SIZE;
        packed.put(byteAt, (byte) (packed.get(byteAt) | mask));
        packed.put(plain.slice(at, SECTOR));
      }
    }
  }
}
