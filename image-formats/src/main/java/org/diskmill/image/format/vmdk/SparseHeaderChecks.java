// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.nio.ByteBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/** What must hold for the header of a hosted sparse extent. */
final class SparseHeaderChecks {
  private static final int NEWEST = 3;

  /** VMware knows no other number, QEMU no larger one. */
  private static final int MOST_ENTRIES = 512;

  /** Newlines of each kind, which a transfer as text changes: [VMDK5 "Hosted Sparse Extent Header"]. */
  private static final int PROBE = '\n' | ' ' << 8 | '\r' << 16 | '\n' << 24;

  private final Source source;
  private final long at;

  SparseHeaderChecks(Source source, long at) {
    this.source = source;
    this.at = at;
  }

  void check(SparseHeader header, ByteBuffer b, Limits limits) throws ImageException {
    if (b.getInt(0) != SparseHeader.MAGIC) {
      throw corrupt("magic", 0, Integer.toHexString(b.getInt(0)), "564d444b (KDMV)");
    }
    if (header.has(SparseHeader.NEWLINES) && b.getInt(73) != PROBE) {
      throw corrupt(
          "newline probe",
          73,
          Integer.toHexString(Integer.reverseBytes(b.getInt(73))),
          "0a200d0a; the file was damaged by a transfer in text mode (FTP: ASCII), transfer it again"
              + " in binary mode");
    }
    if (header.version() < 1 || header.version() > NEWEST) {
      throw new UnsupportedImageException(source
          + ": sparse header: version at "
          + (at + 4)
          + " is "
          + Integer.toUnsignedString(header.version())
          + ", expected 1 to 3");
    }
    limits.disk(source, header.size(), at + 12);
    if (header.capacity() != 0) {
      layout(header, limits);
    }
  }

  private void layout(SparseHeader header, Limits limits) throws ImageException {
    limits.unit(source, "grain size at " + (at + 20), Sectors.bytes(header.grainSectors()));
    if (Long.bitCount(header.grainSectors()) != 1) {
      throw corrupt("grain size", 20, header.grainSectors() + " sectors", "a power of two");
    }
    if (header.tableEntries() < 1 || header.tableEntries() > MOST_ENTRIES) {
      throw corrupt(
          "entries per grain table",
          44,
          Integer.toUnsignedString(header.tableEntries()),
          "1 to " + MOST_ENTRIES);
    }
    if (header.compression() > 1) {
      throw new UnsupportedImageException(source
          + ": sparse header: compression algorithm at "
          + (at + 77)
          + " is "
          + header.compression()
          + ", expected 0 (none) or 1 (deflate)");
    }
  }

  private CorruptImageException corrupt(String field, int offset, String found, String expected) {
    return new CorruptImageException(source + ": sparse header: " + field + " at " + (at + offset)
        + " is " + found + ", expected " + expected);
  }
}
