// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The sector that announces what follows in a stream: [VMDK5 "Stream-Optimized Compressed Sparse Extents"]. */
final class Marker {
  static final int END_OF_STREAM = 0;
  static final int GRAIN_TABLE = 1;
  static final int GRAIN_DIRECTORY = 2;
  static final int FOOTER = 3;

  /** Says to who waits at a pipe that the writer is still there: VMware's, while it finds only zeros. */
  static final int PROGRESS = 4;

  private Marker() {}

  /** A marker for {@code sectors} sectors of that type. */
  static ByteBuffer of(int type, long sectors) {
    ByteBuffer b = ByteBuffer.allocate(Grains.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    return b.putLong(0, sectors).putInt(12, type);
  }
}
