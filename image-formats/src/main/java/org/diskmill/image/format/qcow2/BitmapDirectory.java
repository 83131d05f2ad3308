// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;

/** The list of persistent bitmaps: [QCOW2 "Bitmap directory"]. */
final class BitmapDirectory {
  static final int ENTRY_BYTES = 24;
  static final int IN_USE = 1;
  static final int AUTO = 1 << 1;
  static final int DIRTY_TRACKING = 1;

  /** QEMU's bounds. */
  static final int MOST = 65_535;

  static final int LEAST_GRANULARITY_BITS = 9;
  static final int MOST_GRANULARITY_BITS = 31;

  /**
   * One entry.
   *
   * @param tableAt where the bitmap's table is, in bytes
   * @param tableEntries how many entries that has
   */
  record Entry(String name, long tableAt, long tableEntries, int flags, int granularityBits) {}

  private BitmapDirectory() {}

  /** How many entries the table of a bitmap has that covers the disk: one a cluster of bits. */
  static long tableEntries(Qcow2Header header, int granularityBits) {
    long perEntry = (long) header.clusterBytes() * Byte.SIZE << granularityBits;
    return (header.size() + perEntry - 1) / perEntry;
  }

  /**
   * Reads it. Without the autoclear bit it is none: somebody who does not know of bitmaps has
   * written to the disk, and they say nothing true any more.
   */
  static List<Entry> read(
      Source source, Qcow2Header header, HeaderExtensions extensions, Limits limits)
      throws IOException {
    Optional<HeaderExtensions.Bitmaps> place = extensions.bitmaps();
    if (place.isEmpty() || (header.autoclear() & Bits.BITMAPS) == 0) {
      return List.of();
    }
    long at = place.get().directoryAt();
    long bytes = place.get().directoryBytes();
    limits.metadata(source, "bitmap directory", bytes);
    if (place.get().count() > MOST || at < 0 || at > source.size() || bytes > source.size() - at) {
      throw new CorruptImageException(source + ": bitmap directory at " + at + " has "
          + place.get().count() + " entries in " + bytes + " bytes, expected at most " + MOST
          + " before the end of the file at " + source.size());
    }
    ByteBuffer b = ByteBuffer.allocate((int) bytes);
    source.readFully(at, b);
    return entries(source, b.flip(), at, place.get().count());
  }

  private static List<Entry> entries(Source source, ByteBuffer b, long directoryAt, long count)
      throws CorruptImageException {
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    for (long i = 0; i < count; i++) {
      boolean head = at <= b.limit() - ENTRY_BYTES;
      int name = head ? Short.toUnsignedInt(b.getShort(at + 18)) : 0;
      long extra = head ? Integer.toUnsignedLong(b.getInt(at + 20)) : 0;
      if (!head || extra + name > b.limit() - at - ENTRY_BYTES) {
        throw new CorruptImageException(source + ": bitmap directory entry at " + (directoryAt + at)
            + " ends past the end of the directory");
      }
      // Other types, and data that change the meaning, are somebody else's: extra data must be 0.
      if (b.get(at + 16) == DIRTY_TRACKING && extra == 0) {
        entries.add(entry(source, b, at, directoryAt, name));
      }
      at = (int) Math.min(b.limit(), (at + ENTRY_BYTES + extra + name + 7) / 8 * 8);
    }
    // One that is left over would be a bitmap that is missed by nobody.
    if (at != b.limit()) {
      throw new CorruptImageException(source + ": bitmap directory at " + directoryAt + " has "
          + b.limit() + " bytes, expected " + at + " for its " + count + " entries");
    }
    return entries;
  }

  private static Entry entry(Source source, ByteBuffer b, int at, long directoryAt, int name)
      throws CorruptImageException {
    int bits = Byte.toUnsignedInt(b.get(at + 17));
    if (bits < LEAST_GRANULARITY_BITS || bits > MOST_GRANULARITY_BITS) {
      throw new CorruptImageException(source + ": granularity_bits at " + (directoryAt + at + 17)
          + " is " + bits + ", expected " + LEAST_GRANULARITY_BITS + " to "
          + MOST_GRANULARITY_BITS);
    }
    return new Entry(
        StandardCharsets.UTF_8.decode(b.slice(at + ENTRY_BYTES, name)).toString(),
        b.getLong(at),
        Integer.toUnsignedLong(b.getInt(at + 8)),
        b.getInt(at + 12),
        bits);
  }
}
