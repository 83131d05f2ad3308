// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

/** Counts what {@link StreamWriter} would write at most for a map. */
final class StreamSize {
  private final long size;
  private long grains;
  private long tables;
  private long nextGrain;
  private long lastTable = -1;

  StreamSize(long size) {
    this.size = size;
  }

  /** Guest bytes from {@code offset} to {@code end} are stored; in ascending order. */
  void data(long offset, long end) {
    long first = Math.max(nextGrain, offset / Grains.BYTES);
    long last = (end - 1) / Grains.BYTES;
    if (last < first) {
      return;
    }
    grains += last - first + 1;
    nextGrain = last + 1;
    long table = last / Grains.PER_TABLE;
    tables += Math.max(0, table - Math.max(lastTable + 1, first / Grains.PER_TABLE) + 1);
    lastTable = table;
  }

  long mostBytes() {
    long directory = (Grains.count(size) + Grains.PER_TABLE - 1) / Grains.PER_TABLE * Integer.BYTES;
    long markers = tables + 4;
    return (SparseHeaderBytes.STREAM_OVERHEAD_SECTORS + markers + Grains.sectors(directory))
            * Grains.SECTOR
        + tables * Grains.TABLE_BYTES
        + grains * Grains.STORED_MOST;
  }
}
