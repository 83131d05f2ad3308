// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The header section: [MS-VHDX 2.2]. All but the identifier is there twice, as it has to be. */
final class HeadBytes {
  private static final int STEP = 64 << 10;

  /** Identifier, two headers, two region tables. */
  static final int BYTES = 5 * STEP;

  private static final String CREATOR = "Diskmill";
  private static final int VERSION = 1;

  private HeadBytes() {}

  static ByteBuffer of(VhdxPlaces places, Identity identity) {
    ByteBuffer b = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    b.put(0, VhdxFile.SIGNATURE.getBytes(StandardCharsets.US_ASCII));
    b.put(8, CREATOR.getBytes(StandardCharsets.UTF_16LE));
    header(part(b, VhdxHeader.FIRST, VhdxHeader.BYTES), 1, places, identity);
    header(part(b, VhdxHeader.SECOND, VhdxHeader.BYTES), 2, places, identity);
    regions(part(b, RegionTable.FIRST, RegionTable.BYTES), places);
    regions(part(b, RegionTable.SECOND, RegionTable.BYTES), places);
    return b;
  }

  private static void header(ByteBuffer b, long sequence, VhdxPlaces places, Identity identity) {
    b.putInt(0, VhdxHeader.SIGNATURE).putLong(8, sequence);
    Guids.put(b, 16, identity.fileWrite());
    Guids.put(b, 32, identity.dataWrite());
    b.putShort(66, (short) VERSION);
    b.putInt(68, (int) places.logBytes()).putLong(72, places.logAt());
    b.putInt(Crc.FIELD, Crc.of(b));
  }

  private static void regions(ByteBuffer b, VhdxPlaces places) {
    b.putInt(0, RegionTable.SIGNATURE).putInt(8, 2);
    Guids.put(b, 16, Guids.BAT);
    b.putLong(32, places.tableAt()).putInt(40, (int) places.tableBytes()).putInt(44, 1);
    Guids.put(b, 48, Guids.METADATA);
    b.putLong(64, places.metadataAt()).putInt(72, (int) VhdxPlaces.MIB).putInt(76, 1);
    b.putInt(Crc.FIELD, Crc.of(b));
  }

  private static ByteBuffer part(ByteBuffer b, long at, int length) {
    return b.slice((int) at, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
