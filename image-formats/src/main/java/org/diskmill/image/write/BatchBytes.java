// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.diskmill.image.Extent;
import org.diskmill.image.codec.Unpackers;
import org.diskmill.io.ZeroScan;
import org.diskmill.io.Zeros;

/** The bytes of one batch: read already, unpacked when asked. Used by one thread at a time. */
final class BatchBytes {
  private final Batch batch;
  private final int unitBytes;
  private final ByteBuffer plain;
  private final ZeroScan scan;
  private final PackedRuns packed;
  private final boolean passOn;

  private BatchBytes(
      Batch batch, int unitBytes, ByteBuffer plain, PackedRuns packed, boolean passOn) {
    this.batch = batch;
    this.unitBytes = unitBytes;
    this.plain = plain;
    this.scan = new ZeroScan(plain);
    this.packed = packed;
    this.passOn = passOn;
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
    for (Extent.Resolved run : batch.runs()) {
      int at = (int) (run.offset() - batch.offset());
      int length = (int) run.length();
      if (run instanceof Extent.Data data) {
        data.source().readFully(data.at(), plain.slice(at, length));
      } else if (!(run instanceof Extent.Packed)) {
        if (compared) {
          fill(plain, at, at + length);
        } else {
          fillEdges(plain, at, at + length, unitBytes);
        }
      }
    }
    fill(plain, batch.length(), batch.padded(unitBytes));
    PackedRuns packed = PackedRuns.read(batch, plain, arena, unpackers);
    return new BatchBytes(batch, unitBytes, plain, packed, passOn);
  }

  /** Zeros in the units that something else reaches into too; nobody asks for the others. */
  private static void fillEdges(ByteBuffer plain, int from, int to, int unitBytes) {
    int firstWhole = Math.min(to, (from + unitBytes - 1) / unitBytes * unitBytes);
    int endOfWhole = Math.max(firstWhole, to / unitBytes * unitBytes);
    fill(plain, from, firstWhole);
    fill(plain, endOfWhole, to);
  }

  private static void fill(ByteBuffer plain, int from, int to) {
    if (from < to) {
      Zeros.fill(plain.slice(from, to - from), to - from);
    }
  }

  Batch batch() {
    return batch;
  }

  int unitBytes() {
    return unitBytes;
  }

  /** What is between two guest positions, unpacked now if need be. */
  ByteBuffer between(long from, long to) throws IOException {
    packed.unpack(from, to);
    return plain.slice(at(from), (int) (to - from));
  }

  /** The bytes of a unit, with its padding. */
  ByteBuffer plain(long offset) throws IOException {
    return between(offset, offset + unitBytes);
  }

  /** Whether a unit holds nothing but zeros. */
  boolean zero(long offset) throws IOException {
    packed.unpack(offset, offset + unitBytes);
    return scan.only(at(offset), at(offset) + unitBytes);
  }

  Optional<PackedStream> packed(long offset) throws IOException {
    return passOn ? packed.stream(offset, unitBytes) : Optional.empty();
  }

  private int at(long guest) {
    return (int) (guest - batch.offset());
  }
}
