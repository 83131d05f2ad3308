// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Printable;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/**
 * What only dynamic and differencing disks have: [VHD1 "Dynamic Disk Header Format"].
 *
 * @param at where it stands in the file, in bytes
 * @param tableAt where the block allocation table is, in bytes
 * @param version of the header, the major one in the upper half
 * @param tableEntries how many blocks it has room for
 * @param blockBytes guest bytes in a block, a power of two
 * @param parentTimestamp seconds since 2000
 * @param checksum whether it is that of the bytes
 */
record DynamicHeader(
    long at,
    long tableAt,
    int version,
    long tableEntries,
    long blockBytes,
    UUID parent,
    long parentTimestamp,
    String parentName,
    List<ParentLocator> locators,
    VhdChecksum.State checksum) {
  static final String COOKIE = "cxsparse";
  static final int BYTES = 1024;
  static final int CHECKSUM = 36;
  static final int NAME = 64;
  static final int NAME_BYTES = 512;
  static final int LOCATORS = 576;
  static final int LOCATOR_COUNT = 8;

  static DynamicHeader read(Source source, VhdFooter footer, boolean lenient) throws IOException {
    long at = footer.dataOffset();
    ByteBuffer b = Fields.read(source, "dynamic header", at, BYTES, ByteOrder.BIG_ENDIAN);
    byte[] cookie = new byte[COOKIE.length()];
    b.get(0, cookie);
    String found = new String(cookie, StandardCharsets.ISO_8859_1);
    if (!found.equals(COOKIE)) {
      throw new CorruptImageException(source
          + ": dynamic header at "
          + at
          + " begins with '"
          + Printable.of(found)
          + "', expected "
          + COOKIE);
    }
    VhdChecksum.State checksum = VhdChecksum.stateOf(b, CHECKSUM);
    if (checksum == VhdChecksum.State.WRONG && !lenient) {
      throw new CorruptImageException(source
          + ": dynamic header at "
          + at
          + " has a wrong checksum at "
          + (at + CHECKSUM)
          + "; check it, or open it leniently");
    }
    long blockBytes = Integer.toUnsignedLong(b.getInt(32));
    if (blockBytes < VhdGeometry.SECTOR || Long.bitCount(blockBytes) != 1) {
      throw new CorruptImageException(source
          + ": block size at "
          + (at + 32)
          + " is "
          + blockBytes
          + ", expected a power of two from 512");
    }
    DynamicHeader header = new DynamicHeader(
        at,
        b.getLong(16),
        b.getInt(24),
        Integer.toUnsignedLong(b.getInt(28)),
        blockBytes,
        new UUID(b.getLong(40), b.getLong(48)),
        Integer.toUnsignedLong(b.getInt(56)),
        name(b),
        locators(b, at),
        checksum);
    header.requireRoom(source, footer.diskBytes());
    return header;
  }

  /** A table that is too short hides data, one that does not fit in the file is a lie. */
  private void requireRoom(Source source, long diskBytes) throws CorruptImageException {
    long bytes = tableEntries * Integer.BYTES;
    if (tableAt < 0 || tableAt > source.size() || bytes > source.size() - tableAt) {
      throw new CorruptImageException(source
          + ": block allocation table at "
          + tableAt
          + " with "
          + tableEntries
          + " entries (at "
          + (at + 28)
          + ") ends past the end of the file at "
          + source.size());
    }
    if (tableEntries < blocks(diskBytes)) {
      throw new CorruptImageException(source
          + ": number of table entries at "
          + (at + 28)
          + " is "
          + tableEntries
          + ", expected at least "
          + blocks(diskBytes)
          + " for a disk of "
          + diskBytes
          + " bytes");
    }
  }

  /** How many blocks that many guest bytes take. */
  long blocks(long diskBytes) {
    return diskBytes / blockBytes + (diskBytes % blockBytes == 0 ? 0 : 1);
  }

  /** The size of the bitmap in front of each block: a bit for each sector, in whole sectors. */
  int bitmapBytes() {
    long bytes = blockBytes / VhdGeometry.SECTOR / Byte.SIZE;
    return (int) Math.max(VhdGeometry.SECTOR, bytes);
  }

  private static String name(ByteBuffer b) {
    byte[] text = new byte[NAME_BYTES];
    b.get(NAME, text);
    String name = new String(text, StandardCharsets.UTF_16BE);
    int end = name.indexOf('\0');
    return end < 0 ? name : name.substring(0, end);
  }

  private static List<ParentLocator> locators(ByteBuffer b, long at) {
    List<ParentLocator> locators = new ArrayList<>();
    for (int i = 0; i < LOCATOR_COUNT; i++) {
      int entry = LOCATORS + i * ParentLocator.BYTES;
      if (b.getInt(entry) != 0) {
        locators.add(ParentLocator.of(b, entry, at));
      }
    }
    return List.copyOf(locators);
  }
}
