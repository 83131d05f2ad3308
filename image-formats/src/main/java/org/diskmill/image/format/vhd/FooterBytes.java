// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Footers as we write them: [VHD1 "Hard Disk Footer Format"]. */
final class FooterBytes {
  /**
   * Whose size in bytes every reader believes. QEMU up to 9 goes by the geometry unless it knows the
   * creator, and no geometry stands for every size; this is the creator by which QEMU itself says
   * that the size in bytes is right.
   */
  private static final String CREATOR = "qem2";

  private static final int CREATOR_VERSION = 0x0001_0000;
  private static final int FORMAT_VERSION = 0x0001_0000;

  /** Reserved, and always set. */
  private static final int FEATURES = 2;

  private FooterBytes() {}

  /** The id of what is told from others by that text. */
  static UUID id(String seed) {
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
  }

  /** The timestamp stays at its zero, the year 2000, so that the same disk gives the same bytes. */
  static ByteBuffer of(int type, long diskBytes, VhdGeometry geometry, UUID uuid) {
    ByteBuffer b = ByteBuffer.allocate(VhdFooter.BYTES);
    b.put(0, VhdFooter.COOKIE.getBytes(StandardCharsets.US_ASCII));
    b.putInt(8, FEATURES).putInt(12, FORMAT_VERSION);
    b.putLong(16, type == VhdFooter.FIXED ? -1 : VhdFooter.BYTES);
    b.put(28, CREATOR.getBytes(StandardCharsets.US_ASCII)).putInt(32, CREATOR_VERSION);
    b.put(36, "Wi2k".getBytes(StandardCharsets.US_ASCII));
    b.putLong(40, diskBytes).putLong(48, diskBytes);
    b.putShort(56, (short) geometry.cylinders());
    b.put(58, (byte) geometry.heads()).put(59, (byte) geometry.sectors());
    b.putInt(60, type);
    b.putLong(68, uuid.getMostSignificantBits()).putLong(76, uuid.getLeastSignificantBits());
    return b.putInt(VhdFooter.CHECKSUM, VhdChecksum.of(b, VhdFooter.CHECKSUM));
  }
}
