// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.io.ReservingSink;

/**
 * Lays out one sparse extent of a delta: everything in front of the grains is left open, and grains
 * follow in the disk's order as they come. What is the same as in the parent is only known once it is
 * read, so no map can decide this beforehand. Because of the order, a bit for each grain says all
 * that the tables need, and no table is held.
 *
 * <p>Used by one thread at a time.
 */
final class DeltaExtentWriter {
  private final SparseLayout layout;
  private final ReservingSink out;
  private final boolean zeroGrains;
  private final FrontGap front;
  private final BitSet stored = new BitSet();
  private final BitSet zeros = new BitSet();

  /**
   * A writer to the sink's position and on.
   *
   * @param zeroGrains whether zeros that hide a parent's data are marked rather than stored
   */
  DeltaExtentWriter(SparseLayout layout, boolean zeroGrains, ReservingSink out) throws IOException {
    this.layout = layout;
    this.out = out;
    this.zeroGrains = zeroGrains;
    this.front = new FrontGap(out, layout.grainsAt() * Grains.SECTOR);
  }

  /**
   * Takes a grain.
   *
   * @param offset where it begins in the extent, in bytes
   */
  void put(long offset, EncodedUnit grain) throws IOException {
    int index = (int) (offset / Grains.BYTES);
    if (grain.form() != EncodedUnit.Form.ZERO) {
      stored.set(index);
      out.write(grain.bytes());
    } else if (zeroGrains) {
      zeros.set(index);
    } else {
      stored.set(index);
      out.zeros(Grains.BYTES);
    }
  }

  /** Fills in what was left open. */
  void finish(ByteBuffer descriptor) throws IOException {
    front.put(SparseHeaderBytes.plain(layout, zeroGrains));
    front.put(descriptor);
    directory(layout.redundantAt());
    directory(layout.directoryAt());
    front.finish();
  }

  private void directory(long at) throws IOException {
    front.zerosTo(at * Grains.SECTOR);
    for (long i = 0; i < layout.tables(); i++) {
      front.putInt((int) layout.tableAt(at, i));
    }
    front.zerosTo(layout.tableAt(at, 0) * Grains.SECTOR);
    long next = layout.grainsAt();
    long entries = layout.tables() * Grains.PER_TABLE;
    for (int i = 0; i < entries; i++) {
      if (stored.get(i)) {
        front.putInt((int) next);
        next += Grains.SECTORS;
      } else {
        front.putInt(zeros.get(i) ? 1 : 0);
      }
    }
  }
}
