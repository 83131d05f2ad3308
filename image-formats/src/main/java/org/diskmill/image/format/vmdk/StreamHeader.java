// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of a streamOptimized extent, and its copy in the footer: [VMDK5 "Hosted Sparse Extent Header"]. */
final class StreamHeader {
  /** The grain directory's place is in the footer. */
  static final long AT_END = -1;

  /** Grains start at a multiple of their size, as VMware's own writer has it. */
  static final int OVERHEAD_SECTORS = 128;

  private static final int MAGIC = 0x564d444b;
  private static final int VERSION = 3;

  /** The newline probe is valid, grains are compressed, markers are there. */
  private static final int FLAGS = 1 | 1 << 16 | 1 << 17;

  private static final short DEFLATE = 1;

  private StreamHeader() {}

  static ByteBuffer of(long diskSectors, long directorySector) {
    ByteBuffer b = ByteBuffer.allocate(Grains.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0, MAGIC);
    b.putInt(4, VERSION);
    b.putInt(8, FLAGS);
    b.putLong(12, diskSectors);
    b.putLong(20, Grains.SECTORS);
    b.putLong(28, 1);
    b.putLong(36, StreamDescriptor.SECTORS);
    b.putInt(44, Grains.PER_TABLE);
    b.putLong(48, 0);
    b.putLong(56, directorySector);
    b.putLong(64, OVERHEAD_SECTORS);
    b.put(73, new byte[] {'\n', ' ', '\r', '\n'});
    b.putShort(77, DEFLATE);
    return b;
  }
}
