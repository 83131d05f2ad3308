// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.diskmill.io.Source;

/**
 * What stands at the end of each VHD, and in dynamic ones also at the beginning: [VHD1 "Hard Disk
 * Footer Format"].
 *
 * @param at where it stands in the file, in bytes
 * @param length 512, or 511 in files older than Virtual PC 2004
 * @param features bit 0 for a temporary disk, and bit 1, which is always set
 * @param version of the format, the major one in the upper half
 * @param dataOffset where the dynamic header is, in bytes
 * @param timestamp seconds since 2000
 * @param creator four characters
 * @param originalBytes the size of the disk when it was made
 * @param currentBytes its size now
 * @param type 2 fixed, 3 dynamic, 4 differencing
 * @param checksum whether it is that of the bytes
 */
record VhdFooter(
    long at,
    int length,
    int features,
    int version,
    long dataOffset,
    long timestamp,
    String creator,
    int creatorVersion,
    String creatorOs,
    long originalBytes,
    long currentBytes,
    VhdGeometry geometry,
    int type,
    UUID uuid,
    boolean savedState,
    VhdChecksum.State checksum) {
  static final String COOKIE = "conectix";
  static final int BYTES = 512;

  /** Written before Virtual PC 2004. */
  static final int SHORT_BYTES = 511;

  static final int FIXED = 2;
  static final int DYNAMIC = 3;
  static final int DIFFERENCING = 4;

  static final int CHECKSUM = 64;

  /** 2000-01-01, where a VHD's time begins, in seconds since 1970. */
  static final long EPOCH = 946_684_800;

  /** Takes a footer apart; whoever calls has seen the cookie. */
  static VhdFooter of(ByteBuffer b, long at) {
    return new VhdFooter(
        at,
        b.limit(),
        b.getInt(8),
        b.getInt(12),
        b.getLong(16),
        Integer.toUnsignedLong(b.getInt(24)),
        text(b, 28),
        b.getInt(32),
        text(b, 36),
        b.getLong(40),
        b.getLong(48),
        new VhdGeometry(
            Short.toUnsignedInt(b.getShort(56)),
            Byte.toUnsignedInt(b.get(58)),
            Byte.toUnsignedInt(b.get(59))),
        b.getInt(60),
        new UUID(b.getLong(68), b.getLong(76)),
        b.get(84) != 0,
        VhdChecksum.stateOf(b, CHECKSUM));
  }

  static Instant instant(long timestamp) {
    return Instant.ofEpochSecond(EPOCH + timestamp);
  }

  /**
   * The size of the disk: that in bytes, except where the file comes from software that goes by the
   * geometry, which can express no other size: Virtual PC, and QEMU without {@code force_size}.
   * QEMU 10 and later has the same rule, but for fixed disks that are smaller than their geometry.
   */
  long diskBytes() {
    boolean byGeometry = creator.equals("vpc ") || creator.equals("qemu");
    return byGeometry && !geometry.isLargest() && geometry.bytes() > 0 && hasRoomForGeometry()
        ? geometry.bytes()
        : currentBytes;
  }

  /** Old QEMU rounded the geometry of a fixed disk up, and not the file, which lies in front of this. */
  private boolean hasRoomForGeometry() {
    return type != FIXED || geometry.bytes() <= at;
  }

  /** Where the last block ends at the latest; without a footer at the end, blocks may reach to it. */
  long endOfBlocks(Source source) {
    return at == 0 ? source.size() : at;
  }

  /** Whether both are footers of one disk in one state, wherever they stand. */
  boolean saysTheSameAs(VhdFooter other) {
    return type == other.type
        && dataOffset == other.dataOffset
        && currentBytes == other.currentBytes
        && geometry.equals(other.geometry)
        && uuid.equals(other.uuid);
  }

  private static String text(ByteBuffer b, int at) {
    byte[] four = new byte[4];
    b.get(at, four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }
}
