// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.nio.ByteBuffer;
import org.diskmill.testkit.Patterns;

/** Bytes to work on: half of them text-like, so that deflate finds about what it finds on disks. */
final class Disk {
  private Disk() {}

  /** A direct buffer of that many bytes. */
  static ByteBuffer bytes(int size) {
    byte[] disk = Patterns.bytes(1, size);
    for (int at = 0; at < size; at++) {
      if (at / 3000 % 2 == 0) {
        disk[at] = (byte) (at * 7 % 61);
      }
    }
    return ByteBuffer.allocateDirect(size).put(disk).flip();
  }
}
