// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.diskmill.image.codec.Codecs;
import org.diskmill.image.codec.Packers;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.codec.Rewrapping;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.PackedStream;
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
    if (unit.zero()) {
      return EncodedUnit.zero(unit);
    }
    ByteBuffer plain = unit.plain();
    int start = space.position();
    ByteBuffer grain = space.slice(start, Grains.STORED_MOST).order(ByteOrder.LITTLE_ENDIAN);
    grain.position(Grains.MARKER_BYTES);
    if (!passedOn(unit, plain, grain) && !packers.pack(plain, grain)) {
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

  /** Appends the source's own stream, if a grain can hold it. */
  private static boolean passedOn(Unit unit, ByteBuffer plain, ByteBuffer grain)
      throws IOException {
    Optional<PackedStream> packed = unit.packed();
    if (packed.isEmpty()) {
      return false;
    }
    ByteBuffer stream = packed.get().bytes();
    if (packed.get().packing() == Packing.ZLIB && stream.remaining() <= grain.remaining()) {
      grain.put(stream);
      return true;
    }
    return Rewrapping.possible(packed.get().packing(), Packing.ZLIB)
        && Rewrapping.wrap(stream, plain, grain);
  }

  @Override
  public void close() {
    packers.close();
  }
}
