// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.codec.Unpackers;
import org.diskmill.io.BufferPool;

/** What a worker does with one batch: read, unpack, encode. Safe for use by many threads. */
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

  EncodedBatch run(Batch batch) throws IOException {
    Room room = new Room();
    Optional<Batch> ofBase = batch.ofBase();
    BatchBytes bytes =
        room.read(ofBase.isEmpty() ? batch.unshared(encoder) : batch, ofBase.isPresent());
    Stretches encoded = new Stretches(encoder, bytes);
    if (ofBase.isEmpty()) {
      for (Units units = Units.of(bytes); units.next(); ) {
        EncodedUnit one = encoder.encode(units.unit(), room.packed);
        if (one.form() != EncodedUnit.Form.ZERO) {
          encoded.add(units.unit(), one);
        }
      }
    } else {
      for (Units units = Units.over(bytes, room.read(ofBase.get(), true)); units.next(); ) {
        Unit unit = units.unit();
        if (!unit.inherits(0, unit.length())) {
          encoded.add(unit, encoder.encode(unit, room.packed));
        }
      }
    }
    List<EncodedUnit> units = encoded.all();
    long end = batch.offset() + batch.length();
    if (placed(units)) {
      // The next batch needs no buffers of its own, even if an earlier one is not yet done.
      room.release();
      return new EncodedBatch(end, units, () -> {});
    }
    return new EncodedBatch(end, units, room::release);
  }

  private static boolean placed(List<EncodedUnit> units) {
    for (EncodedUnit unit : units) {
      if (unit.form() != EncodedUnit.Form.PLACED) {
        return false;
      }
    }
    return true;
  }

  /** The buffers that one batch uses. */
  private final class Room {
    private final ByteBuffer packed = packedPool.take();
    private final List<ByteBuffer> plain = new ArrayList<>();
    private final List<Arena> stored = new ArrayList<>();

    BatchBytes read(Batch batch, boolean compared) throws IOException {
      ByteBuffer bytes = plainPool.take();
      plain.add(bytes);
      Arena arena = new Arena(storedPool);
      stored.add(arena);
      return BatchBytes.read(batch, needs.unitBytes(), bytes, arena, unpackers, passOn, compared);
    }

    void release() {
      plain.forEach(plainPool::give);
      stored.forEach(Arena::release);
      packedPool.give(packed);
    }
  }
}
