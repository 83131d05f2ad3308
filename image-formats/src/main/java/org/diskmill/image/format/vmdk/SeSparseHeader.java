// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;
import org.diskmill.io.Zeros;

/**
 * The constant header of a space-efficient sparse extent. VMware does not describe the format; this
 * follows QEMU's reader [QEMU block/vmdk.c]. All numbers have 64 bits.
 *
 * @param capacity of the extent in sectors
 * @param directoryAt sector of the grain directory
 * @param directorySectors its length
 * @param tablesAt sector of the first grain table
 * @param grainsAt sector of the first grain
 */
record SeSparseHeader(
    long capacity, //           16
    long directoryAt, //       128
    long directorySectors, //  136
    long tablesAt, //          144
    long grainsAt) { //        192

  static final long MAGIC = 0xcafebabeL;
  static final int GRAIN_SECTORS = 8;
  static final int TABLE_ENTRIES = 4096;

  private static final int TABLE_SECTORS = 64;
  private static final long VERSION = 0x2_0000_0001L;
  private static final long VOLATILE_MAGIC = 0xcafecafeL;
  private static final long MOST_JOURNAL = 16 << 20;
  private static final long TABLE_THERE = 0x1000_0000L;

  static SeSparseHeader read(Source source, Limits limits) throws IOException {
    ByteBuffer b = sector(source, "seSparse header", 0);
    expect(source, b, "magic", 0, MAGIC);
    if (b.getLong(8) != VERSION) {
      throw new UnsupportedImageException(source + ": seSparse header: version at 8 is "
          + Long.toHexString(b.getLong(8)) + ", expected 200000001");
    }
    expect(source, b, "grain size", 24, GRAIN_SECTORS);
    expect(source, b, "grain table size", 32, TABLE_SECTORS);
    expect(source, b, "flags", 40, 0);
    ByteBuffer volatiles = sector(source, "seSparse volatile header", Sectors.bytes(b.getLong(80)));
    expect(source, volatiles, "magic of the volatile header", 0, VOLATILE_MAGIC);
    long journalAt = Sectors.bytes(b.getLong(112));
    long journalBytes = Sectors.bytes(b.getLong(120));
    // One that was announced and never written to asks for nothing.
    if (volatiles.getLong(24) != 0 && !zeros(source, journalAt, journalBytes)) {
      throw new UnsupportedImageException(source
          + ": seSparse volatile header: the journal must be replayed, which only ESXi can; open"
          + " and close the disk there");
    }
    SeSparseHeader header = new SeSparseHeader(
        b.getLong(16), b.getLong(128), b.getLong(136), b.getLong(144), b.getLong(192));
    limits.disk(source, header.size(), 16);
    return header;
  }

  private static ByteBuffer sector(Source source, String what, long at) throws IOException {
    return Fields.read(source, what, at, Sectors.BYTES, ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean zeros(Source source, long at, long bytes) throws IOException {
    if (bytes == 0 || bytes > MOST_JOURNAL || at > source.size() - bytes) {
      return false;
    }
    for (long i = 0; i < bytes; i += Sectors.BYTES) {
      if (!Zeros.only(sector(source, "seSparse journal", at + i))) {
        return false;
      }
    }
    return true;
  }

  private static void expect(Source source, ByteBuffer b, String field, int at, long expected)
      throws CorruptImageException {
    if (b.getLong(at) != expected) {
      throw new CorruptImageException(source + ": seSparse header: " + field + " at " + at + " is "
          + Long.toHexString(b.getLong(at)) + ", expected " + Long.toHexString(expected));
    }
  }

  long size() {
    return Sectors.bytes(capacity);
  }

  /** The directory's entries: 0, or 1 in the top four bits and the table's number in the low 32. */
  GrainDirectory directory(Source source, Limits limits) throws IOException {
    long count = Sectors.pieces(Sectors.pieces(capacity, GRAIN_SECTORS), TABLE_ENTRIES);
    int bytes = limits.metadata(
        source,
        "grain directory of the size at 16",
        count > Integer.MAX_VALUE ? -1 : count * Long.BYTES);
    if (bytes > Sectors.bytes(directorySectors)) {
      throw new CorruptImageException(source + ": seSparse header: grain directory at 136 has "
          + Long.toUnsignedString(directorySectors) + " sectors, expected " + bytes + " bytes");
    }
    long at = Sectors.bytes(directoryAt);
    ByteBuffer entries = Fields.read(source, "grain directory", at, bytes, ByteOrder.LITTLE_ENDIAN);
    long[] tables = new long[(int) count];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = table(entries.getLong(i * Long.BYTES));
    }
    int tableBytes = TABLE_SECTORS * Sectors.BYTES;
    return new GrainDirectory(source, at, Long.BYTES, tableBytes, tables);
  }

  private long table(long entry) {
    if (entry == 0) {
      return GrainDirectory.NONE;
    }
    if (entry >>> 32 != TABLE_THERE) {
      return GrainPlaces.INVALID;
    }
    long first = Sectors.bytes(tablesAt);
    long within = (entry & 0xffff_ffffL) * TABLE_SECTORS * Sectors.BYTES;
    return first > Long.MAX_VALUE - within ? GrainPlaces.INVALID : first + within;
  }

  /** The top four bits of an entry say what it is; the grain's number is in the others, turned. */
  GrainPlaces places() {
    long first = Sectors.bytes(grainsAt);
    return (table, index) -> {
      long entry = table.getLong(index * Long.BYTES);
      int kind = (int) (entry >>> 60);
      if (kind == 3) {
        long grain = (entry & 0x0fff_0000_0000_0000L) >>> 48 | (entry & 0xffff_ffff_ffffL) << 12;
        long within = Sectors.bytes(grain * GRAIN_SECTORS);
        return first > Long.MAX_VALUE - within ? GrainPlaces.INVALID : first + within;
      }
      if (kind == 1 || kind == 2) {
        return GrainPlaces.ZERO;
      }
      return entry == 0 ? GrainPlaces.UNALLOCATED : GrainPlaces.INVALID;
    };
  }
}
