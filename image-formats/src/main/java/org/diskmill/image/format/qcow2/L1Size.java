// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

/** How large an L1 table must be. */
final class L1Size {
  private L1Size() {}

  static long entries(Qcow2Options kind, long size) {
    return size / kind.mappedByTable() + (size % kind.mappedByTable() == 0 ? 0 : 1);
  }

  static long bytes(Qcow2Options kind, long size) {
    return entries(kind, size) * Long.BYTES;
  }
}
