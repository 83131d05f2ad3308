// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;

/**
 * The first level of one state of the disk: [QCOW2 "Cluster mapping"].
 *
 * @param at where the table stands
 * @param entries as in the file
 * @param diskBytes the size of the disk in that state
 */
record L1Table(long at, LongBuffer entries, long diskBytes) {
  static L1Table read(
      Source source, long at, int count, long diskBytes, Qcow2Header header, Limits limits)
      throws IOException {
    return read(source, at, count, diskBytes, false, header, limits);
  }

  /**
   * Reads one.
   *
   * @param maybeShort whether what it has no entry for is not mapped, instead of lost
   */
  static L1Table read(
      Source source,
      long at,
      int count,
      long diskBytes,
      boolean maybeShort,
      Qcow2Header header,
      Limits limits)
      throws IOException {
    long bytes = Integer.toUnsignedLong(count) * Long.BYTES;
    limits.metadata(source, "L1 table at " + at, bytes);
    long mapped = (long) header.l2Entries() << header.clusterBits();
    long needed = diskBytes / mapped + (diskBytes % mapped == 0 ? 0 : 1);
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
    if (bytes > 0 && (at <= 0 || at > source.size() || bytes > source.size() - at)) {
      throw new CorruptImageException(
          source + ": L1 table at " + at + " ends past the end of the file at " + source.size());
    }
    // Entries past the disk's end belong to saved machine states, and are nobody's business here.
    ByteBuffer table = ByteBuffer.allocate((int) (needed * Long.BYTES));
    source.readFully(at, table.limit((int) Math.min(bytes, table.capacity())));
    return new L1Table(at, table.clear().asLongBuffer().asReadOnlyBuffer(), diskBytes);
  }

  int count() {
    return entries.limit();
  }

  /** Whether there is a table for that part of the disk. */
  boolean maps(int index) {
    return (entries.get(index) & Bits.OFFSET) != 0;
  }

  /** The raw entry. */
  long entry(int index) {
    return entries.get(index);
  }

  /** Where that entry stands in the file. */
  long entryAt(int index) {
    return at + (long) index * Long.BYTES;
  }
}
