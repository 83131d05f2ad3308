// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Dynamic headers as we write them: [VHD1 "Dynamic Disk Header Format"]. */
final class HeaderBytes {
  private static final int VERSION = 0x0001_0000;

  private HeaderBytes() {}

  static ByteBuffer of(long tableEntries, int blockBytes, long tableAt) {
    ByteBuffer b = ByteBuffer.allocate(DynamicHeader.BYTES);
    b.put(0, DynamicHeader.COOKIE.getBytes(StandardCharsets.US_ASCII));
    b.putLong(8, -1).putLong(16, tableAt).putInt(24, VERSION);
    b.putInt(28, (int) tableEntries).putInt(32, blockBytes);
    return b.putInt(DynamicHeader.CHECKSUM, VhdChecksum.of(b, DynamicHeader.CHECKSUM));
  }
}
