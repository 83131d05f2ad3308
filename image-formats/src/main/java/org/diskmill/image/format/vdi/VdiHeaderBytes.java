// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The header that we write: [VDI "VDIHEADER1"]. */
final class VdiHeaderBytes {
  private static final String TITLE = "<<< Diskmill Virtual Disk Image >>>\n";
  private static final int VERSION = 0x0001_0001;
  private static final int HEADER_BYTES = 0x180;

  private VdiHeaderBytes() {}

  /** All that stands before the map. */
  static ByteBuffer of(VdiLayout layout, int kind, long stored, VdiIds ids) {
    ByteBuffer front = room(VdiLayout.MAP_AT);
    front.put(0, TITLE.getBytes(StandardCharsets.US_ASCII));
    front.putInt(0x40, VdiHeader.SIGNATURE);
    front.putInt(0x44, VERSION);
    front.putInt(0x48, HEADER_BYTES);
    front.putInt(0x4c, kind);
    front.putInt(0x154, VdiLayout.MAP_AT);
    front.putInt(0x158, (int) layout.dataAt());
    front.putInt(0x168, 512);
    front.putLong(0x170, layout.diskBytes());
    front.putInt(0x178, VdiLayout.BLOCK);
    front.putInt(0x180, (int) layout.blocks());
    front.putInt(0x184, (int) stored);
    put(front, 0x188, ids.own());
    put(front, 0x198, ids.modification());
    put(front, 0x1a8, ids.parent());
    put(front, 0x1b8, ids.parentModification());
    return front;
  }

  private static void put(ByteBuffer b, int at, UUID id) {
    long high = id.getMostSignificantBits();
    b.putInt(at, (int) (high >>> 32));
    b.putShort(at + 4, (short) (high >>> 16));
    b.putShort(at + 6, (short) high);
    b.putLong(at + 8, Long.reverseBytes(id.getLeastSignificantBits()));
  }

  static ByteBuffer room(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
