// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteOrder;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.format.Pieces;
import org.diskmill.io.Source;

/**
 * The first level of one state of the disk: [QCOW2 "Cluster mapping"]. Safe for use by many threads.
 *
 * @param at where the table stands
 * @param stored how many entries there are in the file; others are not mapped
 * @param count how many entries the disk needs
 * @param diskBytes the size of the disk in that state
 */
record L1Table(Pieces pieces, long at, int stored, int count, long diskBytes) {
  private static final int PIECE = 64 << 10;

  static L1Table read(Source source, long at, int count, long diskBytes, Qcow2Header header)
      throws IOException {
    return read(source, at, count, diskBytes, false, header);
  }

  /**
   * Reads one.
   *
   * @param maybeShort whether what it has no entry for is not mapped, instead of lost
   */
  static L1Table read(
      Source source, long at, int count, long diskBytes, boolean maybeShort, Qcow2Header header)
      throws IOException {
    long bytes = Integer.toUnsignedLong(count) * Long.BYTES;
    long needed = needed(diskBytes, header);
    boolean tooShort = Integer.toUnsignedLong(count) < needed;
    if (bytes > Qcow2Header.MAX_L1_BYTES || tooShort && !maybeShort) {
      throw new CorruptImageException(source
          + ": L1 table at "
          + at
          + " has "
          + Integer.toUnsignedString(count)
          + " entries, expected at least "
          + needed
          + " and at most 32 MiB");
    }
    if (bytes > 0 && at % header.clusterBytes() != 0) {
      throw new CorruptImageException(source + ": L1 table is at " + at
          + ", expected a multiple of the cluster size " + header.clusterBytes());
    }
    if (bytes > 0 && (at <= 0 || at > source.size() || bytes > source.size() - at)) {
      throw new CorruptImageException(
          source + ": L1 table at " + at + " ends past the end of the file at " + source.size());
    }
    // Entries past the disk's end belong to saved machine states, and are nobody's business here.
    int stored = (int) Math.min(needed, count);
    Pieces pieces = new Pieces(source, ByteOrder.BIG_ENDIAN, PIECE);
    L1Table table = new L1Table(pieces, at, stored, (int) needed, diskBytes);
    table.requireTables(source, header);
    return table;
  }

  /** How many entries a disk of that size needs; unsigned, as a file says it. */
  static long needed(long diskBytes, Qcow2Header header) {
    long mapped = (long) header.l2Entries() << header.clusterBits();
    return Long.divideUnsigned(diskBytes, mapped)
        + (Long.remainderUnsigned(diskBytes, mapped) == 0 ? 0 : 1);
  }

  /**
   * No state of a disk has a table twice, so there are no more than clusters in the file. A small
   * file that says otherwise would take years to walk.
   */
  private void requireTables(Source source, Qcow2Header header) throws IOException {
    long tables = 0;
    for (int i = 0; i < stored; i++) {
      tables += maps(i) ? 1 : 0;
    }
    if (tables > source.size() >> header.clusterBits()) {
      throw new CorruptImageException(source + ": L1 table at " + at + " points to " + tables
          + " tables, but the file has no more than " + (source.size() >> header.clusterBits())
          + " clusters: some are there twice");
    }
  }

  /** Whether there is a table for that part of the disk. */
  boolean maps(int index) throws IOException {
    return (entry(index) & Bits.OFFSET) != 0;
  }

  /** The raw entry. */
  long entry(int index) throws IOException {
    if (index >= stored) {
      return 0;
    }
    long within = (long) index * Long.BYTES;
    int in = (int) (within % PIECE);
    return pieces.at(at + within - in).getLong(in);
  }

  /** Where that entry stands in the file. */
  long entryAt(int index) {
    return at + (long) index * Long.BYTES;
  }
}
