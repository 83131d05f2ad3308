// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.diskmill.image.bitmap.DirtyBitmap;

/** How much room bitmaps take: [QCOW2 "Bitmaps"]. */
final class BitmapSize {
  private BitmapSize() {}

  /** If every cluster of every bitmap held data, in bytes. */
  static long most(Qcow2Options kind, long size, List<DirtyBitmap> bitmaps) {
    long directory = 0;
    long bytes = 0;
    for (DirtyBitmap bitmap : bitmaps) {
      long bits = up(size, bitmap.granularity()) / bitmap.granularity();
      long data = up(up(bits, Byte.SIZE) / Byte.SIZE, kind.clusterBytes());
      bytes += data + up(data / kind.clusterBytes() * Long.BYTES, kind.clusterBytes());
      int name = bitmap.name().getBytes(StandardCharsets.UTF_8).length;
      directory += up(BitmapDirectory.ENTRY_BYTES + name, Long.BYTES);
    }
    return bytes + up(directory, kind.clusterBytes());
  }

  private static long up(long bytes, long unit) {
    return (bytes / unit + (bytes % unit == 0 ? 0 : 1)) * unit;
  }
}
