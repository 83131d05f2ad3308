// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import org.diskmill.image.UnsupportedImageException;

/** How large an L1 table must be. */
final class L1Size {
  private L1Size() {}

  static long entries(Qcow2Options kind, long size) {
    return size / kind.mappedByTable() + (size % kind.mappedByTable() == 0 ? 0 : 1);
  }

  /** Refuses a disk whose table would be larger than anybody opens. */
  static void require(Qcow2Options kind, long size) throws UnsupportedImageException {
    if (bytes(kind, size) > Qcow2Header.MAX_L1_BYTES) {
      throw new UnsupportedImageException("qcow2: a disk of "
          + size
          + " bytes needs an L1 table of over 32 MiB with clusters of "
          + kind.clusterBytes()
          + " bytes; use larger clusters");
    }
  }

  static long bytes(Qcow2Options kind, long size) {
    return entries(kind, size) * Long.BYTES;
  }
}
