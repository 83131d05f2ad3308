// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.codec.Unpackers;
import org.diskmill.io.BufferPool;
import org.jspecify.annotations.Nullable;

/** What a worker does with batches: read, unpack, encode. Safe for use by many threads. */
final class BatchTask {
  private final WriterNeeds needs;
  private final UnitEncoder encoder;
  private final Unpackers unpackers;
  private final boolean passOn;
  private final BufferPool plainPool;
  private final BufferPool storedPool;
  private final BufferPool packedPool;

  BatchTask(
      WriterNeeds needs, int batchBytes, UnitEncoder encoder, Unpackers unpackers, boolean passOn) {
    this.passOn = passOn;
    this.needs = needs;
    this.encoder = encoder;
    this.unpackers = unpackers;
    this.plainPool = new BufferPool(batchBytes);
    this.storedPool = new BufferPool(batchBytes);
    this.packedPool = new BufferPool(Math.max(1, packedBytes(needs, batchBytes)));
  }

  /**
   * How much memory one batch takes while it is in flight, at most.
   *
   * @param disks how many disks are read: 2 where there is a base
   */
  static long bytesInFlight(WriterNeeds needs, int batchBytes, int disks) {
    return 2L * disks * batchBytes + packedBytes(needs, batchBytes);
  }

  /** How many buffers all batches so far have needed at once, at most. */
  int buffersMade() {
    return plainPool.made() + storedPool.made() + packedPool.made();
  }

  private static int packedBytes(WriterNeeds needs, int batchBytes) {
    return Math.multiplyExact(batchBytes / needs.unitBytes(), needs.packedBytes());
  }

  /**
   * Does it for several batches, at least one, which together are no longer than the longest.
   *
   * @see Loads
   */
  EncodedBatch run(List<Batch> load) throws IOException {
    Room room = new Room();
    List<EncodedUnit> units = new ArrayList<>();
    for (Batch batch : load) {
      units.addAll(encoded(batch, room));
    }
    long end = load.get(load.size() - 1).end();
    if (placed(units)) {
      // The next task needs no buffers of its own, even if an earlier one is not yet done.
      room.release();
      return new EncodedBatch(end, units, () -> {});
    }
    return new EncodedBatch(end, units, room::release);
  }

  private List<EncodedUnit> encoded(Batch batch, Room room) throws IOException {
    Optional<Batch> ofBase = batch.ofBase();
    return ofBase.isPresent() ? differing(batch, ofBase.get(), room) : whole(batch, room);
  }

  private List<EncodedUnit> whole(Batch batch, Room room) throws IOException {
    BatchBytes bytes = room.disk.read(batch.unshared(encoder), false);
    Stretches encoded = new Stretches(encoder, bytes);
    for (Units units = Units.of(bytes); units.next(); ) {
      EncodedUnit one = encoder.encode(units.unit(), room.packed);
      if (one.form() != EncodedUnit.Form.ZERO) {
        encoded.add(units.unit(), one);
      }
    }
    return encoded.all();
  }

  private List<EncodedUnit> differing(Batch batch, Batch ofBase, Room room) throws IOException {
    BatchBytes bytes = room.disk.read(batch, true);
    BatchBytes theirs = room.base.read(ofBase, true);
    Stretches encoded = new Stretches(encoder, bytes);
    for (Units units = Units.over(bytes, theirs); units.next(); ) {
      Unit unit = units.unit();
      if (!unit.inherits(0, unit.length())) {
        encoded.add(unit, encoder.encode(unit, room.packed));
      }
    }
    return encoded.all();
  }

  private static boolean placed(List<EncodedUnit> units) {
    for (EncodedUnit unit : units) {
      if (unit.form() != EncodedUnit.Form.PLACED) {
        return false;
      }
    }
    return true;
  }

  /** The buffers that one task uses. */
  private final class Room {
    private final ByteBuffer packed = packedPool.take();
    private final DiskRoom disk = new DiskRoom();
    private final DiskRoom base = new DiskRoom();

    void release() {
      disk.release();
      base.release();
      packedPool.give(packed);
    }
  }

  /** Those for what is read of one disk. */
  private final class DiskRoom {
    private final Arena stored = new Arena(storedPool);
    private @Nullable ByteBuffer plain;
    private int used;

    BatchBytes read(Batch batch, boolean compared) throws IOException {
      if (plain == null) {
        plain = plainPool.take();
      }
      int bytes = batch.padded(needs.unitBytes());
      ByteBuffer part = plain.slice(used, bytes);
      used += bytes;
      return BatchBytes.read(batch, needs.unitBytes(), part, stored, unpackers, passOn, compared);
    }

    void release() {
      if (plain != null) {
        plainPool.give(plain);
      }
      stored.release();
    }
  }
}
