// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.diskmill.image.codec.Packer;
import org.diskmill.image.codec.Packers;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Zeros;

/** Packs clusters; those that do not get smaller are stored as they are. */
final class ClusterPacking implements UnitEncoder {
  private final Packers packers;

  ClusterPacking(Supplier<Packer> maker) {
    this.packers = new Packers(maker);
  }

  @Override
  public EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException {
    ByteBuffer plain = unit.plain();
    if (Zeros.only(plain)) {
      return EncodedUnit.zero(unit);
    }
    int start = space.position();
    int most = plain.remaining() - 1;
    ByteBuffer room = space.slice(start, most);
    if (!packers.pack(plain, room)) {
      return EncodedUnit.plain(unit, plain);
    }
    space.position(start + room.position());
    return EncodedUnit.packed(unit, room.flip());
  }

  @Override
  public void close() {
    packers.close();
  }
}
