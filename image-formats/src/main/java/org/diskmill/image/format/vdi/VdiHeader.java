// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.diskmill.image.ImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/**
 * The header of a VDI file: [VDI "VDIHEADER1"].
 *
 * @param title a line for people, by which each program makes itself known
 * @param kind what the file is, as a number
 * @param comment what a user wrote about it
 * @param mapAt where the block map stands, in bytes
 * @param geometry what the disk says of itself, and all zeros if it leaves that to the machine
 * @param dataAt where the first block lies, in bytes
 * @param diskBytes the size of the disk in whole sectors
 * @param blockBytes the size of a block
 * @param extraBytes what lies in front of each block's data; always 0 in practice
 * @param blocks how many the disk has
 * @param allocated how many are stored
 * @param id of this file
 * @param modification changes whenever the file was written to
 * @param parent the id of the file that it is based on
 * @param parentModification that one's modification at the time
 * @param biosGeometry as the BIOS counts, in headers that are long enough
 */
record VdiHeader(
    String title, //               0x00
    long version, //               0x44
    int kind, //                   0x4c
    int flags, //                  0x50
    String comment, //             0x54
    long mapAt, //                0x154
    long dataAt, //               0x158
    Geometry geometry, //         0x15c
    long sectorBytes, //          0x168
    long diskBytes, //            0x170
    long blockBytes, //           0x178
    long extraBytes, //           0x17c
    long blocks, //               0x180
    long allocated, //            0x184
    UUID id, //                   0x188
    UUID modification, //         0x198
    UUID parent, //               0x1a8
    UUID parentModification, //   0x1b8
    Geometry biosGeometry) { //   0x1c8

  static final int SIGNATURE = 0xbeda107f;
  static final int BYTES = 512;

  static final int DYNAMIC = 1;
  static final int STATIC = 2;
  static final int UNDO = 3;
  static final int DIFFERENCING = 4;

  static final UUID NO_ID = new UUID(0, 0);

  private static final int TITLE_BYTES = 64;
  private static final int COMMENT_BYTES = 256;

  /** Of a header that goes on to the BIOS's geometry, counted from its own length at 0x48. */
  private static final int LONG_BYTES = 0x190;

  /** Numbers of 32 bits without a sign. */
  record Geometry(long cylinders, long heads, long sectors) {
    static final Geometry NONE = new Geometry(0, 0, 0);

    boolean isNone() {
      return (cylinders | heads | sectors) == 0;
    }

    static Geometry of(ByteBuffer b, int at) {
      return new Geometry(
          Integer.toUnsignedLong(b.getInt(at)),
          Integer.toUnsignedLong(b.getInt(at + 4)),
          Integer.toUnsignedLong(b.getInt(at + 8)));
    }
  }

  static VdiHeader read(Source source, Limits limits) throws IOException {
    ByteBuffer b = Fields.read(source, "VDI header", 0, BYTES, ByteOrder.LITTLE_ENDIAN);
    VdiChecks checks = new VdiChecks(source);
    checks.recognise(b);
    VdiHeader header =
        b.getInt(0x44) >>> 16 == 0 ? OldHeader.of(source, b, limits) : of(source, b, limits);
    checks.check(header, limits);
    return header;
  }

  private static VdiHeader of(Source source, ByteBuffer b, Limits limits) throws ImageException {
    boolean withBios = Integer.compareUnsigned(b.getInt(0x48), LONG_BYTES) >= 0;
    return new VdiHeader(
        title(b),
        Integer.toUnsignedLong(b.getInt(0x44)),
        b.getInt(0x4c),
        b.getInt(0x50),
        comment(b, 0x54),
        Integer.toUnsignedLong(b.getInt(0x154)),
        Integer.toUnsignedLong(b.getInt(0x158)),
        Geometry.of(b, 0x15c),
        Integer.toUnsignedLong(b.getInt(0x168)),
        wholeSectors(limits.disk(source, b.getLong(0x170), 0x170)),
        Integer.toUnsignedLong(b.getInt(0x178)),
        Integer.toUnsignedLong(b.getInt(0x17c)),
        Integer.toUnsignedLong(b.getInt(0x180)),
        Integer.toUnsignedLong(b.getInt(0x184)),
        id(b, 0x188),
        id(b, 0x198),
        id(b, 0x1a8),
        id(b, 0x1b8),
        withBios ? Geometry.of(b, 0x1c8) : Geometry.NONE);
  }

  /** Some of VirtualBox's tools give a disk the odd size of a raw file; QEMU rounds it up too. */
  static long wholeSectors(long bytes) {
    return (bytes + VdiChecks.SECTOR - 1) / VdiChecks.SECTOR * VdiChecks.SECTOR;
  }

  static String title(ByteBuffer b) {
    return text(b, 0, TITLE_BYTES).strip();
  }

  static String comment(ByteBuffer b, int at) {
    return text(b, at, COMMENT_BYTES);
  }

  private static String text(ByteBuffer b, int at, int length) {
    byte[] text = new byte[length];
    b.get(at, text);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  /** As Windows stores it: the first three fields are little-endian, the rest are bytes. */
  static UUID id(ByteBuffer b, int at) {
    long high = Integer.toUnsignedLong(b.getInt(at)) << 32
        | (long) Short.toUnsignedInt(b.getShort(at + 4)) << 16
        | Short.toUnsignedInt(b.getShort(at + 6));
    return new UUID(high, Long.reverseBytes(b.getLong(at + 8)));
  }

  /** How many blocks a disk of that size has. */
  long neededBlocks() {
    return diskBytes / blockBytes + (diskBytes % blockBytes == 0 ? 0 : 1);
  }

  /** Whether it is of version 0, which has other fields at other places. */
  boolean old() {
    return version >>> 16 == 0;
  }

  /** Whether what is not stored here is stored in a parent. */
  boolean hasParent() {
    return kind == UNDO || kind == DIFFERENCING;
  }

  /** Where the data of the block with that number in the file lie. */
  long at(long index) {
    return dataAt + index * (blockBytes + extraBytes) + extraBytes;
  }

  String kindName() {
    return switch (kind) {
      case DYNAMIC -> "dynamic";
      case STATIC -> "static";
      case UNDO -> "undo";
      default -> "differencing";
    };
  }
}
