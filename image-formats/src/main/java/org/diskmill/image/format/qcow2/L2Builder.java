// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The L2 table that is being filled; units come in guest order, so there is only ever one. */
final class L2Builder {
  /** Of an extended entry: all 32 subclusters are zero, none is allocated. */
  private static final long ALL_ZERO = 0xffff_ffffL << 32;

  /** Of an extended entry: all 32 subclusters are allocated, none is zero. */
  private static final long ALL_ALLOCATED = 0xffff_ffffL;

  private final Qcow2Options kind;
  private final ByteBuffer table;
  private long index = -1;

  L2Builder(Qcow2Options kind) {
    this.kind = kind;
    this.table = ByteBuffer.allocate(kind.clusterBytes());
  }

  /** Whether a table is open that does not map this guest offset. */
  boolean isPast(long offset) {
    return index >= 0 && offset / kind.mappedByTable() != index;
  }

  boolean isOpen() {
    return index >= 0;
  }

  /** Which entry of the L1 table points to this table. */
  int index() {
    return (int) index;
  }

  void plain(long offset, long at) {
    int entry = entryAt(offset);
    table.putLong(entry, at | Bits.COPIED);
    if (kind.extendedL2()) {
      table.putLong(entry + 8, ALL_ALLOCATED);
    }
  }

  /** Zeros that hide what the backing file holds there; version 3 only. */
  void zero(long offset) {
    int entry = entryAt(offset);
    if (kind.extendedL2()) {
      table.putLong(entry + 8, ALL_ZERO);
    } else {
      table.putLong(entry, Bits.READS_AS_ZERO);
    }
  }

  /** [QCOW2 "Compressed Clusters Descriptor"]. */
  void packed(long offset, long at, int length) {
    int offsetBits = 62 - (kind.clusterBits() - 8);
    long sectors = (at + length - 1 >> 9) - (at >> 9);
    table.putLong(entryAt(offset), Bits.COMPRESSED | sectors << offsetBits | at);
  }

  /** The table's bytes; afterwards none is open. */
  ByteBuffer take() {
    index = -1;
    return table.clear();
  }

  private int entryAt(long offset) {
    if (index < 0) {
      Arrays.fill(table.array(), (byte) 0);
      index = offset / kind.mappedByTable();
    }
    return (int) (offset % kind.mappedByTable() >> kind.clusterBits()) * kind.l2EntryBytes();
  }
}
