// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

/**
 * Where the parts before the blocks are as we write them, each at a whole MiB.
 *
 * @param logBytes the size of the log
 * @param tableBytes the size of the block allocation table
 */
record VhdxPlaces(long logBytes, long tableBytes) {
  static final long MIB = 1 << 20;

  static VhdxPlaces of(VhdxOptions kind, Bat bat) {
    long table = (bat.entries() * Bat.ENTRY_BYTES + MIB - 1) / MIB * MIB;
    return new VhdxPlaces(kind.logBytes(), Math.max(MIB, table));
  }

  long logAt() {
    return MIB;
  }

  long metadataAt() {
    return logAt() + logBytes;
  }

  long tableAt() {
    return metadataAt() + MIB;
  }

  long blocksAt() {
    return tableAt() + tableBytes;
  }
}
