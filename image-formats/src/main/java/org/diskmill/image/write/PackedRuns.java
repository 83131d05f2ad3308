// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.Extent;
import org.diskmill.image.Unpacked;
import org.diskmill.image.codec.Unpackers;

/** The packed runs of one batch: read already, unpacked once and when somebody asks. */
final class PackedRuns {
  private final List<Extent.Packed> runs;
  private final IdentityHashMap<Extent.Packed, ByteBuffer> stored;
  private final IdentityHashMap<Extent.Packed, ByteBuffer> streams;
  private final ByteBuffer plain;
  private final long start;
  private final Unpackers unpackers;

  private PackedRuns(
      List<Extent.Packed> runs,
      IdentityHashMap<Extent.Packed, ByteBuffer> stored,
      ByteBuffer plain,
      long start,
      Unpackers unpackers) {
    this.runs = runs;
    this.stored = stored;
    this.streams = new IdentityHashMap<>(runs.size());
    this.plain = plain;
    this.start = start;
    this.unpackers = unpackers;
  }

  /**
   * Reads their packed forms.
   *
   * @param plain where they are unpacked to
   * @param arena room for the packed forms
   */
  static PackedRuns read(Batch batch, ByteBuffer plain, Arena arena, Unpackers unpackers)
      throws IOException {
    List<Extent.Packed> packed = new ArrayList<>();
    for (Extent.Resolved run : batch.runs()) {
      if (run instanceof Extent.Packed one) {
        packed.add(one);
      }
    }
    IdentityHashMap<Extent.Packed, ByteBuffer> stored = new IdentityHashMap<>(packed.size());
    Gather.read(packed, arena, stored);
    return new PackedRuns(packed, stored, plain, batch.offset(), unpackers);
  }

  /** Unpacks what reaches into a guest range. */
  void unpack(long from, long to) throws IOException {
    for (int i = 0; i < runs.size(); i++) {
      Extent.Packed run = runs.get(i);
      if (run.offset() < to && run.end() > from) {
        unpack(run);
      }
    }
  }

  /** The stream of the run that is exactly the unit there, if there is one; unpacked by now. */
  Optional<PackedStream> stream(long offset, int unitBytes) throws IOException {
    for (Extent.Packed run : runs) {
      if (run.offset() == offset && run.unitBytes() == unitBytes && run.whole()) {
        unpack(run);
        return Optional.of(new PackedStream(run.packing(), stream(run)));
      }
    }
    return Optional.empty();
  }

  private ByteBuffer stream(Extent.Packed packed) {
    ByteBuffer stream = streams.get(packed);
    if (stream == null) {
      throw new IllegalStateException("a unit was unpacked and left no stream");
    }
    return stream.duplicate();
  }

  private void unpack(Extent.Packed packed) throws IOException {
    ByteBuffer from = stored.remove(packed);
    if (from == null) {
      return;
    }
    int at = (int) (packed.offset() - start);
    if (packed.whole()) {
      Unpacked.into(plain.slice(at, packed.unitBytes()), from, packed, unpackers);
      streams.put(packed, from.flip());
      return;
    }
    // Rare: the disk ends inside the unit, or a layer above hides a part of it.
    ByteBuffer whole = ByteBuffer.allocateDirect(packed.unitBytes());
    Unpacked.into(whole, from, packed, unpackers);
    plain.slice(at, (int) packed.length()).put(whole.slice(packed.skip(), (int) packed.length()));
  }
}
