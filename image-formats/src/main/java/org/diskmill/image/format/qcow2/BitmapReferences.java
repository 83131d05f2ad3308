// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.io.Source;

/** What the persistent bitmaps refer to: [QCOW2 "Bitmaps"]. */
final class BitmapReferences {
  private static final int ENTRY_BYTES = 24;

  private final Source source;
  private final Qcow2Header header;
  private final HostReferences references;
  private final Findings findings;

  BitmapReferences(
      Source source, Qcow2Header header, HostReferences references, Findings findings) {
    this.source = source;
    this.header = header;
    this.references = references;
    this.findings = findings;
  }

  void add(HeaderExtensions.Bitmaps bitmaps) throws IOException {
    if ((header.autoclear() & Bits.BITMAPS) == 0) {
      return;
    }
    references.add(bitmaps.directoryAt(), bitmaps.directoryBytes());
    long at = bitmaps.directoryAt();
    if (bitmaps.count() > BitmapDirectory.MOST || at % header.clusterBytes() != 0) {
      findings.add(
          Severity.CORRUPTION,
          at,
          "bitmap directory at " + at + " has " + bitmaps.count() + " entries, expected at most "
              + BitmapDirectory.MOST + " at the start of a cluster");
      return;
    }
    for (long i = 0; i < bitmaps.count(); i++) {
      if (at < 0 || at > source.size() - ENTRY_BYTES) {
        findings.add(Severity.CORRUPTION, at, "bitmap directory ends past the end of the file");
        return;
      }
      ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES);
      source.readFully(at, entry);
      table(entry.getLong(0), Integer.toUnsignedLong(entry.getInt(8)));
      int name = Short.toUnsignedInt(entry.getShort(18));
      long extra = Integer.toUnsignedLong(entry.getInt(20));
      at += (ENTRY_BYTES + name + extra + 7) / 8 * 8;
    }
  }

  private void table(long at, long entries) throws IOException {
    if (!references.has(at, entries * Long.BYTES) || entries * Long.BYTES > source.size() - at) {
      findings.add(Severity.CORRUPTION, at, "bitmap table at " + at + " ends past the file");
      return;
    }
    references.add(at, entries * Long.BYTES);
    if (at % header.clusterBytes() != 0) {
      findings.add(Severity.CORRUPTION, at, "bitmap table at " + at + " starts inside a cluster");
    }
    ByteBuffer entry = ByteBuffer.allocate(Long.BYTES);
    for (long i = 0; i < entries; i++) {
      source.readFully(at + i * Long.BYTES, entry.clear());
      data(entry.getLong(0), at + i * Long.BYTES);
    }
  }

  /** [QCOW2 "Bitmap table"]: bit 0 says that all are ones, where there is no cluster. */
  private void data(long entry, long entryAt) throws IOException {
    long cluster = entry & Bits.OFFSET;
    boolean wrongBits = (entry & ~Bits.OFFSET & (cluster == 0 ? -2 : -1)) != 0;
    boolean wrongPlace =
        cluster % header.clusterBytes() != 0 || !references.has(cluster, header.clusterBytes());
    if (wrongBits || cluster != 0 && wrongPlace) {
      findings.add(
          Severity.CORRUPTION,
          entryAt,
          "bitmap table entry at " + entryAt + " is " + Long.toHexString(entry)
              + ", expected 0, 1 or a cluster of the file");
    } else if (cluster != 0) {
      references.add(cluster, header.clusterBytes());
    }
  }
}
