// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.diskmill.image.codec.Codecs;
import org.diskmill.image.codec.Packer;
import org.diskmill.image.codec.Packers;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.codec.Rewrapping;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.PackedStream;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;

/** Packs clusters; those that do not get smaller are stored as they are. */
final class ClusterPacking implements UnitEncoder {
  private final Packing packing;
  private final Packers packers;

  /** Packs clusters in that way, which is not ZLIB: clusters hold no wrapper. */
  ClusterPacking(Packing packing) {
    this(packing, () -> Codecs.packer(packing));
  }

  /** Packs them with what {@code maker} makes. */
  ClusterPacking(Packing packing, Supplier<Packer> maker) {
    this.packing = packing;
    this.packers = new Packers(maker);
  }

  @Override
  public EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException {
    if (unit.zero()) {
      return EncodedUnit.zero(unit);
    }
    ByteBuffer plain = unit.plain();
    int most = plain.remaining() - 1;
    Optional<ByteBuffer> passedOn = unit.packed().flatMap(this::passedOn);
    if (passedOn.isPresent() && passedOn.get().remaining() <= most) {
      return EncodedUnit.packed(unit, passedOn.get());
    }
    int start = space.position();
    ByteBuffer room = space.slice(start, most);
    if (!packers.pack(plain, room)) {
      return EncodedUnit.plain(unit, plain);
    }
    space.position(start + room.position());
    return EncodedUnit.packed(unit, room.flip());
  }

  /** The source's own stream, if a cluster can hold it. */
  private Optional<ByteBuffer> passedOn(PackedStream stream) {
    if (stream.packing() == packing) {
      return Optional.of(stream.bytes());
    }
    return Rewrapping.possible(stream.packing(), packing)
        ? Optional.of(Rewrapping.unwrapped(stream.bytes()))
        : Optional.empty();
  }

  @Override
  public void close() {
    packers.close();
  }
}
