// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.image.codec.Codecs;
import org.diskmill.image.codec.Packers;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Zeros;

/**
 * Packs grains with their header: every stored grain is compressed, even where that makes it larger,
 * since the format has no other kind.
 */
final class GrainPacking implements UnitEncoder {
  private final Packers packers = new Packers(() -> Codecs.packer(Packing.ZLIB));

  @Override
  public EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException {
    ByteBuffer plain = unit.plain();
    if (Zeros.only(plain)) {
      return EncodedUnit.zero(unit);
    }
    int start = space.position();
    ByteBuffer grain = space.slice(start, Grains.STORED_MOST).order(ByteOrder.LITTLE_ENDIAN);
    grain.position(Grains.MARKER_BYTES);
    if (!packers.pack(plain, grain)) {
      throw new IllegalStateException(
          "a grain of " + Grains.BYTES + " bytes took more than " + Grains.STORED_MOST);
    }
    grain.putLong(0, unit.offset() / Grains.SECTOR);
    grain.putInt(8, grain.position() - Grains.MARKER_BYTES);
    int rest = grain.position() % Grains.SECTOR;
    Zeros.fill(grain, rest == 0 ? 0 : Grains.SECTOR - rest);
    space.position(start + grain.position());
    return EncodedUnit.packed(unit, grain.flip());
  }

  @Override
  public void close() {
    packers.close();
  }
}
