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
import org.diskmill.io.Zeros;

/** The bytes of one batch: read already, unpacked unit by unit when asked. */
final class BatchBytes {
  private final Batch batch;
  private final int unitBytes;
  private final ByteBuffer plain;
  private final IdentityHashMap<Extent.Packed, ByteBuffer> stored;
  private final IdentityHashMap<Extent.Packed, ByteBuffer> streams = new IdentityHashMap<>();
  private final Unpackers unpackers;
  private final boolean passOn;

  private BatchBytes(
      Batch batch,
      int unitBytes,
      ByteBuffer plain,
      IdentityHashMap<Extent.Packed, ByteBuffer> stored,
      Unpackers unpackers,
      boolean passOn) {
    this.passOn = passOn;
    this.batch = batch;
    this.unitBytes = unitBytes;
    this.plain = plain;
    this.stored = stored;
    this.unpackers = unpackers;
  }

  /**
   * Reads everything that the batch needs.
   *
   * @param plain room for the whole batch, padded to a whole unit
   * @param arena room for packed forms, where there are any
   * @param passOn whether packed forms may go on as they are
   * @param compared whether all units are looked at, also those that are known to be zeros
   */
  static BatchBytes read(
      Batch batch,
      int unitBytes,
      ByteBuffer plain,
      Arena arena,
      Unpackers unpackers,
      boolean passOn,
      boolean compared)
      throws IOException {
    List<Extent.Packed> packed = new ArrayList<>();
    for (Extent.Resolved run : batch.runs()) {
      int at = (int) (run.offset() - batch.offset());
      int length = (int) run.length();
      if (run instanceof Extent.Data data) {
        data.source().readFully(data.at(), plain.slice(at, length));
      } else if (run instanceof Extent.Packed one) {
        packed.add(one);
      } else if (compared) {
        fill(plain, at, at + length);
      } else {
        fillEdges(plain, at, at + length, unitBytes);
      }
    }
    int padded = (batch.length() + unitBytes - 1) / unitBytes * unitBytes;
    fill(plain, batch.length(), padded);
    IdentityHashMap<Extent.Packed, ByteBuffer> stored = new IdentityHashMap<>();
    Gather.read(packed, arena, stored);
    return new BatchBytes(batch, unitBytes, plain, stored, unpackers, passOn);
  }

  /** Zeros in the units that something else reaches into too; nobody asks for the others. */
  private static void fillEdges(ByteBuffer plain, int from, int to, int unitBytes) {
    int firstWhole = Math.min(to, (from + unitBytes - 1) / unitBytes * unitBytes);
    int endOfWhole = Math.max(firstWhole, to / unitBytes * unitBytes);
    fill(plain, from, firstWhole);
    fill(plain, endOfWhole, to);
  }

  private static void fill(ByteBuffer plain, int from, int to) {
    Zeros.fill(plain.slice(from, to - from), to - from);
  }

  /** All units, to be told from what the base holds there. */
  List<Unit> unitsOver(BatchBytes base) {
    List<Unit> units = new ArrayList<>();
    long end = batch.offset() + batch.length();
    for (long at = batch.offset(); at < end; at += unitBytes) {
      int length = (int) Math.min(unitBytes, end - at);
      units.add(new Unit(at, length, this, Optional.of(base)));
    }
    return units;
  }

  /** The units that are not known to be zeros. */
  List<Unit> units() {
    List<Unit> units = new ArrayList<>();
    long next = batch.offset();
    for (Extent.Resolved run : batch.runs()) {
      if (run.readsAsZero()) {
        continue;
      }
      long first = Math.max(next, run.offset() / unitBytes * unitBytes);
      for (long at = first; at < run.end(); at += unitBytes) {
        int length = (int) Math.min(unitBytes, batch.offset() + batch.length() - at);
        units.add(new Unit(at, length, this, Optional.empty()));
        next = at + unitBytes;
      }
    }
    return units;
  }

  /** What is between two guest positions, unpacked already. */
  ByteBuffer between(long from, long to) {
    return plain.slice((int) (from - batch.offset()), (int) (to - from));
  }

  ByteBuffer plain(long offset) throws IOException {
    for (Extent.Resolved run : batch.runs()) {
      if (run instanceof Extent.Packed packed
          && packed.offset() < offset + unitBytes
          && packed.end() > offset) {
        unpack(packed);
      }
    }
    return plain.slice((int) (offset - batch.offset()), unitBytes);
  }

  Optional<PackedStream> packed(long offset) throws IOException {
    if (!passOn) {
      return Optional.empty();
    }
    for (Extent.Resolved run : batch.runs()) {
      if (run.offset() == offset
          && run instanceof Extent.Packed packed
          && packed.unitBytes() == unitBytes
          && packed.whole()) {
        unpack(packed);
        return Optional.of(new PackedStream(packed.packing(), stream(packed)));
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
    int at = (int) (packed.offset() - batch.offset());
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
