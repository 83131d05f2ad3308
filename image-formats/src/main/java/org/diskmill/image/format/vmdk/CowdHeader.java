// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/**
 * The header of an ESX server's sparse extent: [VMDK5 "ESX Server Sparse Extents"].
 *
 * @param capacity of the extent in sectors
 * @param grainSectors the size of a grain, usually one sector
 * @param directoryAt sector of the grain directory
 * @param directoryEntries how many tables it lists
 * @param freeAt the first sector that is free
 * @param generation a count of the writer's own
 * @param name of the disk, and a description; mostly empty
 * @param unclean whether it was not closed properly
 */
record CowdHeader(
    int version, //              4
    long capacity, //           12
    long grainSectors, //       16
    long directoryAt, //        20
    long directoryEntries, //   24
    long freeAt, //             28
    long generation, //       1060
    String name, //           1064
    String description, //    1124
    boolean unclean) { //     1648

  static final int MAGIC = 0x44574f43;
  static final int TABLE_ENTRIES = 4096;

  private static final int BYTES = 2048;

  /** Of the entries that a sound file does not have. */
  private static final int MOST_LOOKED_AT = 4096;

  static CowdHeader read(Source source, Limits limits) throws IOException {
    ByteBuffer b = Fields.read(source, "COWD header", 0, BYTES, ByteOrder.LITTLE_ENDIAN);
    CowdHeader header = new CowdHeader(
        b.getInt(4),
        Integer.toUnsignedLong(b.getInt(12)),
        Integer.toUnsignedLong(b.getInt(16)),
        Integer.toUnsignedLong(b.getInt(20)),
        Integer.toUnsignedLong(b.getInt(24)),
        Integer.toUnsignedLong(b.getInt(28)),
        Integer.toUnsignedLong(b.getInt(1060)),
        text(b, 1064, 60),
        text(b, 1124, 512),
        b.get(1648) != 0);
    header.check(source, limits);
    return header;
  }

  private static String text(ByteBuffer b, int at, int length) {
    String text = StandardCharsets.UTF_8.decode(b.slice(at, length)).toString();
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private void check(Source source, Limits limits) throws IOException {
    if (version != 1) {
      throw new UnsupportedImageException(source + ": COWD header: version at 4 is "
          + Integer.toUnsignedString(version) + ", expected 1");
    }
    limits.disk(source, size(), 12);
    limits.unit(source, "grain size at 16", Sectors.bytes(grainSectors));
    if (Long.bitCount(grainSectors) != 1) {
      throw new CorruptImageException(source + ": COWD header: grain size at 16 is " + grainSectors
          + " sectors, expected a power of two");
    }
    if (directoryEntries < tables()) {
      throw new CorruptImageException(source + ": COWD header: grain directory at 24 has "
          + directoryEntries + " entries, expected at least " + tables());
    }
  }

  long size() {
    return Sectors.bytes(capacity);
  }

  int grainBytes() {
    return (int) Sectors.bytes(grainSectors);
  }

  private long grains() {
    return Sectors.pieces(capacity, grainSectors);
  }

  private long tables() {
    return Sectors.pieces(grains(), TABLE_ENTRIES);
  }

  /** By which a table that contradicts this header is told. */
  TableCheck tableCheck(Source source) {
    return new TableCheck(source, (int) Sectors.bytes(grainSectors), grains(), false, BYTES);
  }

  /**
   * Which table the directory has behind the disk's end.
   *
   * <p>By the specification it has exactly as many entries as the disk needs; empty ones do no harm.
   */
  Optional<String> beyond(Source source) throws IOException {
    long at = Sectors.bytes(directoryAt) + tables() * Integer.BYTES;
    long more = Math.min(directoryEntries - tables(), (source.size() - at) / Integer.BYTES);
    int count = (int) Math.min(more, MOST_LOOKED_AT);
    ByteBuffer behind =
        Fields.read(source, "grain directory", at, count * Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      long table = Sectors.bytes(Integer.toUnsignedLong(behind.getInt(i * Integer.BYTES)));
      if (table > 0 && table <= source.size() - TABLE_ENTRIES * Integer.BYTES) {
        return Optional.of("COWD header: capacity at 12 is " + capacity
            + " sectors, but the grain directory entry at " + (at + (long) i * Integer.BYTES)
            + ", behind the disk's end, has a table; the size is wrong");
      }
    }
    return Optional.empty();
  }

  GrainDirectory directory(Source source, Limits limits) throws IOException {
    int count = (int) tables();
    limits.metadata(source, "grain directory of the size at 12", (long) count * Long.BYTES);
    ByteBuffer entries = Fields.read(
        source,
        "grain directory",
        Sectors.bytes(directoryAt),
        count * Integer.BYTES,
        ByteOrder.LITTLE_ENDIAN);
    long[] tables = new long[count];
    for (int i = 0; i < count; i++) {
      tables[i] = Sectors.bytes(Integer.toUnsignedLong(entries.getInt(i * Integer.BYTES)));
    }
    int tableBytes = TABLE_ENTRIES * Integer.BYTES;
    return new GrainDirectory(
        source, Sectors.bytes(directoryAt), Integer.BYTES, tableBytes, tables);
  }
}
