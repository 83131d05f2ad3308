// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;

/**
 * Reads the grain directory of a hosted sparse extent, and the redundant one that stands in for
 * what is bad in it: [VMDK5 "Grain Directories and Grain Tables"].
 */
final class HostedDirectory {
  private final Source source;
  private final SparseHeader header;
  private final int count;
  private final int tableBytes;

  private HostedDirectory(Source source, SparseHeader header, int count) {
    this.source = source;
    this.header = header;
    this.count = count;
    this.tableBytes = header.tableEntries() * Integer.BYTES;
  }

  static GrainDirectory read(Source source, SparseHeader header, Limits limits) throws IOException {
    // It is held decoded, beside its copy.
    limits.metadata(
        source,
        "grain directory of the size at 12",
        header.tables() > Integer.MAX_VALUE ? -1 : header.tables() * 2 * Long.BYTES);
    return new HostedDirectory(source, header, (int) header.tables()).read();
  }

  private GrainDirectory read() throws IOException {
    boolean first = inFile(header.directoryAt());
    // Some writers have only one, and give its place for both.
    boolean second = header.has(SparseHeader.REDUNDANT)
        && header.redundantAt() != header.directoryAt()
        && inFile(header.redundantAt());
    if (!first && !second) {
      throw new CorruptImageException(source
          + ": sparse header: grain directory at "
          + (header.at() + 56)
          + " is at sector "
          + Long.toUnsignedString(header.directoryAt())
          + " with "
          + count
          + " entries, which is not inside the file of "
          + source.size()
          + " bytes; nor is a redundant one");
    }
    long[] spares = second ? tables(header.redundantAt()) : new long[0];
    long[] tables = first ? tables(header.directoryAt()) : spares.clone();
    if (second && !header.compressed()) {
      // All tables of a plain extent are there from the beginning, so a missing one was lost. A
      // stream has no table where it has no grains.
      for (int i = 0; i < count; i++) {
        tables[i] = tables[i] == GrainDirectory.NONE ? spares[i] : tables[i];
      }
    }
    long at = Sectors.bytes(first ? header.directoryAt() : header.redundantAt());
    return new GrainDirectory(
        source,
        at,
        Integer.BYTES,
        tableBytes,
        tables,
        second ? Sectors.bytes(header.redundantAt()) : 0,
        spares);
  }

  private boolean inFile(long sector) {
    long at = Sectors.bytes(sector);
    return at > 0 && at <= source.size() - (long) count * Integer.BYTES;
  }

  private long[] tables(long sector) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    source.readFully(Sectors.bytes(sector), bytes);
    long[] tables = new long[count];
    for (int i = 0; i < count; i++) {
      tables[i] = Sectors.bytes(Integer.toUnsignedLong(bytes.getInt(i * Integer.BYTES)));
    }
    return tables;
  }
}
