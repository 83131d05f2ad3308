// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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

  /** How much memory one batch takes while it is in flight, at most. */
  static long bytesInFlight(WriterNeeds needs, int batchBytes) {
    return 2L * batchBytes + packedBytes(needs, batchBytes);
  }

  private static int packedBytes(WriterNeeds needs, int batchBytes) {
    return Math.multiplyExact(batchBytes / needs.unitBytes(), needs.packedBytes());
  }

  EncodedBatch run(Batch batch) throws IOException {
    ByteBuffer plain = plainPool.take();
    Arena arena = new Arena(storedPool);
    BatchBytes bytes = BatchBytes.read(batch, needs.unitBytes(), plain, arena, unpackers, passOn);
    ByteBuffer space = packedPool.take();
    List<EncodedUnit> encoded = new ArrayList<>();
    for (Unit unit : bytes.units()) {
      EncodedUnit one = encoder.encode(unit, space);
      if (one.form() != EncodedUnit.Form.ZERO) {
        encoded.add(one);
      }
    }
    return new EncodedBatch(batch.offset() + batch.length(), encoded, () -> {
      plainPool.give(plain);
      packedPool.give(space);
      arena.release();
    });
  }
}
