// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/**
 * The header of an expanding file: [PARALLELS "Header"].
 *
 * @param extended whether table entries count clusters (second magic), otherwise sectors
 * @param clusterSectors the size of a cluster
 * @param entries of the table
 * @param diskBytes the size of the disk
 * @param inUse what the last writer left
 * @param dataSectors where clusters begin, 0 for after the table
 * @param extensionSectors where the format extension is, 0 for none
 */
record ParallelsHeader(
    boolean extended,
    int heads,
    int cylinders,
    int clusterSectors,
    long entries,
    long diskBytes,
    int inUse,
    long dataSectors,
    int flags,
    long extensionSectors) {
  static final String MAGIC = "WithoutFreeSpace";
  static final String MAGIC_EXTENDED = "WithouFreSpacExt";
  static final int BYTES = 64;
  static final int SECTOR = 512;
  static final int VERSION = 2;
  static final int OPEN = 0x746F6E59;
  static final int CLOSED = 0x312e3276;

  /** QEMU's bound: what is larger overflows its arithmetic. */
  private static final int MOST_TRACKS = Integer.MAX_VALUE / 513;

  static ParallelsHeader read(Source source, Limits limits, boolean lenient) throws IOException {
    if (source.size() < BYTES) {
      throw new CorruptImageException(source + ": header at 0: the file has " + source.size()
          + " bytes, expected at least " + BYTES);
    }
    ByteBuffer b = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    source.readFully(0, b);
    String magic = StandardCharsets.ISO_8859_1.decode(b.slice(0, 16)).toString();
    boolean extended = magic.equals(MAGIC_EXTENDED);
    if (!extended && !magic.equals(MAGIC)) {
      throw new CorruptImageException(
          source + ": magic at 0 is neither " + MAGIC + " nor " + MAGIC_EXTENDED);
    }
    if (b.getInt(16) != VERSION) {
      throw new UnsupportedImageException(source + ": version at 16 is "
          + Integer.toUnsignedString(b.getInt(16)) + ", expected " + VERSION);
    }
    int tracks = b.getInt(28);
    if (tracks <= 0 || tracks > MOST_TRACKS) {
      throw new CorruptImageException(source + ": tracks at 28 is "
          + Integer.toUnsignedString(tracks) + ", expected 1 to " + MOST_TRACKS);
    }
    limits.unit(source, "cluster size, tracks at 28, in bytes", (long) tracks * SECTOR);
    // The upper half is not part of the field in files with the first magic.
    long sectors = extended ? b.getLong(36) : Integer.toUnsignedLong(b.getInt(36));
    boolean countable = sectors >= 0 && sectors <= Long.MAX_VALUE / SECTOR;
    long bytes = limits.disk(source, countable ? sectors * SECTOR : -1, 36);
    ParallelsHeader header = new ParallelsHeader(
        extended,
        b.getInt(20),
        b.getInt(24),
        tracks,
        Integer.toUnsignedLong(b.getInt(32)),
        bytes,
        b.getInt(44),
        Integer.toUnsignedLong(b.getInt(48)),
        b.getInt(52),
        b.getLong(56));
    header.check(source, lenient);
    return header;
  }

  private void check(Source source, boolean lenient) throws CorruptImageException {
    if (tableEnd() > source.size()) {
      throw new CorruptImageException(source + ": bat_entries at 32 is " + entries
          + ", expected a table that ends before the end of the file at " + source.size());
    }
    if (entries < neededEntries() && !lenient) {
      throw new CorruptImageException(source + ": bat_entries at 32 is " + entries
          + ", expected at least " + neededEntries() + " for a disk of " + diskBytes + " bytes");
    }
  }

  long neededEntries() {
    return (diskBytes + clusterBytes() - 1) / clusterBytes();
  }

  int clusterBytes() {
    return clusterSectors * SECTOR;
  }

  /** Where the table ends, in bytes. */
  long tableEnd() {
    return BYTES + entries * Integer.BYTES;
  }

  /** Where clusters begin, in bytes. */
  long dataAt() {
    return dataSectors == 0 ? (tableEnd() + SECTOR - 1) / SECTOR * SECTOR : dataSectors * SECTOR;
  }

  /** Where an entry points to, in bytes. */
  long place(int entry) {
    return Integer.toUnsignedLong(entry) * (extended ? clusterBytes() : SECTOR);
  }

  boolean dirty() {
    return inUse == OPEN;
  }
}
