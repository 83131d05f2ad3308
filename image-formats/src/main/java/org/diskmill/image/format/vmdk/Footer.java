// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;

/**
 * Finds the header that a stream ends with, since only there its grain directory's place is known:
 * [VMDK5 "Stream-Optimized Compressed Sparse Extents"]. It lies between the footer's marker and the
 * end-of-stream marker, which are the file's last sectors.
 */
final class Footer {
  private static final int SECTORS = 3;

  /** How far a lenient reader looks: some writers append to the stream. */
  private static final int LENIENT_BYTES = 1 << 20;

  private Footer() {}

  /**
   * The header in the footer.
   *
   * @param head the header at the beginning, with which it must agree
   */
  static SparseHeader read(Source source, SparseHeader head, Limits limits, boolean lenient)
      throws IOException {
    long marker = find(source, lenient);
    SparseHeader footer = SparseHeader.read(source, marker + Sectors.BYTES, limits);
    if (footer.directoryAt() == SparseHeader.IN_FOOTER) {
      throw new CorruptImageException(source
          + ": footer: grain directory at "
          + (footer.at() + 56)
          + " is -1, expected a sector: the footer is where it must be known");
    }
    // Two readers could otherwise see two disks in one file.
    if (footer.capacity() != head.capacity()
        || footer.grainSectors() != head.grainSectors()
        || footer.tableEntries() != head.tableEntries()
        || footer.compression() != head.compression()
        || footer.has(SparseHeader.MARKERS) != head.has(SparseHeader.MARKERS)
        || footer.descriptorAt() != head.descriptorAt()
        || footer.descriptorSectors() != head.descriptorSectors()) {
      throw new CorruptImageException(
          source + ": footer at " + footer.at() + " contradicts the header at 0");
    }
    return footer;
  }

  /** Whether the file ends with one, as a stream should. */
  static boolean present(Source source) throws IOException {
    long last = source.size() - SECTORS * Sectors.BYTES;
    return last > 0 && last % Sectors.BYTES == 0 && is(sectors(source, last, SECTORS), 0, true);
  }

  private static long find(Source source, boolean lenient) throws IOException {
    long last = source.size() - SECTORS * Sectors.BYTES;
    if (present(source)) {
      return last;
    }
    if (lenient) {
      long from = Math.max(0, source.size() - LENIENT_BYTES) / Sectors.BYTES * Sectors.BYTES;
      int count = (int) ((source.size() - from) / Sectors.BYTES);
      ByteBuffer tail = sectors(source, from, count);
      for (int i = count - 2; i >= 0; i--) {
        if (is(tail, i * Sectors.BYTES, false)) {
          return from + (long) i * Sectors.BYTES;
        }
      }
    }
    throw new CorruptImageException(source
        + ": sparse header: grain directory at 56 is -1, so it is in a footer, but the last three"
        + " sectors at "
        + last
        + " are not a footer and an end-of-stream marker; the stream is truncated"
        + (lenient ? "" : ", or has something behind it: open it leniently"));
  }

  private static ByteBuffer sectors(Source source, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * Sectors.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    source.readFully(at, bytes);
    return bytes.flip();
  }

  private static boolean is(ByteBuffer b, int at, boolean withEnd) {
    int end = at + 2 * Sectors.BYTES;
    return marks(b, at, Marker.FOOTER)
        && b.getInt(at + Sectors.BYTES) == SparseHeader.MAGIC
        && (!withEnd || b.getLong(end) == 0 && marks(b, end, Marker.END_OF_STREAM));
  }

  private static boolean marks(ByteBuffer b, int at, int type) {
    return b.getInt(at + 8) == 0 && b.getInt(at + 12) == type;
  }
}
