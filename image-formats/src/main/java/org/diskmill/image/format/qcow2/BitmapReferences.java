// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.check.Finding.Kind;
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
          Kind.VALUE,
          Severity.CORRUPTION,
          at,
          "bitmap directory at " + Long.toUnsignedString(at) + " has " + bitmaps.count()
              + " entries, expected at most " + BitmapDirectory.MOST
              + " at the start of a cluster");
      return;
    }
    long end = at < 0 ? at : at + Math.min(bitmaps.directoryBytes(), source.size() - at);
    BitmapEntryCheck check = new BitmapEntryCheck(header, findings);
    for (long i = 0; i < bitmaps.count(); i++) {
      if (at > end - ENTRY_BYTES) {
        pastTheEnd(at);
        return;
      }
      ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES);
      source.readFully(at, entry);
      table(entry.getLong(0), Integer.toUnsignedLong(entry.getInt(8)));
      check.fields(entry, at);
      int name = Short.toUnsignedInt(entry.getShort(18));
      long extra = Integer.toUnsignedLong(entry.getInt(20));
      if (extra + name > end - at - ENTRY_BYTES) {
        pastTheEnd(at);
        return;
      }
      ByteBuffer text = ByteBuffer.allocate(name);
      source.readFully(at + ENTRY_BYTES + extra, text);
      check.name(text.flip(), at);
      at += (ENTRY_BYTES + name + extra + 7) / 8 * 8;
    }
    if (check.sound()) {
      length(bitmaps, at - bitmaps.directoryAt());
    }
  }

  private void length(HeaderExtensions.Bitmaps bitmaps, long entries) {
    // The last entry may lack the bytes that fill it up to a multiple of 8.
    long more = bitmaps.directoryBytes() - entries;
    if (more > 0 || more <= -Long.BYTES) {
      findings.add(
          Kind.CONTRADICTION,
          Severity.CORRUPTION,
          bitmaps.directoryAt(),
          "bitmap directory at " + bitmaps.directoryAt() + " has "
              + Long.toUnsignedString(bitmaps.directoryBytes()) + " bytes, expected " + entries
              + " for its " + bitmaps.count() + " entries");
    }
  }

  private void pastTheEnd(long at) {
    findings.add(
        Kind.DANGLING,
        Severity.CORRUPTION,
        at,
        "bitmap directory entry at " + Long.toUnsignedString(at)
            + " ends past the end of the directory or of the file");
  }

  private void table(long at, long entries) throws IOException {
    if (!references.has(at, entries * Long.BYTES) || entries * Long.BYTES > source.size() - at) {
      findings.add(
          Kind.DANGLING,
          Severity.CORRUPTION,
          at,
          "bitmap table at " + Long.toUnsignedString(at) + " ends past the file");
      return;
    }
    references.add(at, entries * Long.BYTES);
    if (at % header.clusterBytes() != 0) {
      findings.add(
          Kind.DANGLING,
          Severity.CORRUPTION,
          at,
          "bitmap table at " + at + " starts inside a cluster");
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
          wrongBits ? Kind.VALUE : Kind.DANGLING,
          Severity.CORRUPTION,
          entryAt,
          "bitmap table entry at " + entryAt + " is " + Long.toHexString(entry)
              + ", expected 0, 1 or a cluster of the file");
    } else if (cluster != 0) {
      references.add(cluster, header.clusterBytes());
    }
  }
}
