// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.nio.ByteBuffer;
import org.diskmill.image.ImageException;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;

/**
 * The header that VirtualBox wrote before its first release, version 0: [VDI "VDIHEADER0"]. It says
 * nothing of where things are: the map follows the header, and the blocks the map, unaligned.
 */
final class OldHeader {
  static final int ALLOCATED = 0x170;
  static final int DISK = 0x160;
  private static final int GEOMETRY = 0x150;
  private static final int BLOCK = 0x168;
  private static final int BLOCKS = 0x16c;
  private static final int MAP = 0x1a4;

  private OldHeader() {}

  static VdiHeader of(Source source, ByteBuffer b, Limits limits) throws ImageException {
    long blocks = Integer.toUnsignedLong(b.getInt(BLOCKS));
    return new VdiHeader(
        VdiHeader.title(b),
        Integer.toUnsignedLong(b.getInt(0x44)),
        b.getInt(0x48),
        b.getInt(0x4c),
        VdiHeader.comment(b, 0x50),
        MAP,
        MAP + blocks * Integer.BYTES,
        VdiHeader.Geometry.of(b, GEOMETRY),
        Integer.toUnsignedLong(b.getInt(0x15c)),
        VdiHeader.wholeSectors(limits.disk(source, b.getLong(DISK), DISK)),
        Integer.toUnsignedLong(b.getInt(BLOCK)),
        0,
        blocks,
        Integer.toUnsignedLong(b.getInt(ALLOCATED)),
        VdiHeader.id(b, 0x174),
        VdiHeader.id(b, 0x184),
        VdiHeader.id(b, 0x194),
        VdiHeader.NO_ID,
        VdiHeader.Geometry.NONE);
  }
}
