// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes expanding files by hand, with their clusters in falling order.
 *
 * @param extended which of the magics
 * @param tracks sectors of a cluster
 */
public record ParallelsMaker(boolean extended, int tracks) {
  /** The file for a disk of whole sectors; clusters of zeros are left out. */
  public byte[] file(byte[] disk) {
    int cluster = tracks * 512;
    int entries = (disk.length + cluster - 1) / cluster;
    int table = (64 + entries * 4 + 511) / 512 * 512;
    int front = extended ? (table + cluster - 1) / cluster * cluster : table;
    ByteBuffer b = ByteBuffer.allocate(front + entries * cluster).order(ByteOrder.LITTLE_ENDIAN);
    String magic = extended ? "WithouFreSpacExt" : "WithoutFreeSpace";
    b.put(0, magic.getBytes(StandardCharsets.US_ASCII)).putInt(16, 2).putInt(28, tracks);
    b.putInt(32, entries).putLong(36, disk.length / 512);
    if (extended) {
      b.putInt(48, front / 512);
    } else {
      // Not part of the field in these files.
      b.putInt(40, 0x1234);
    }
    int at = front;
    for (int i = entries - 1; i >= 0; i--) {
      byte[] data = Arrays.copyOfRange(disk, i * cluster, Math.min(disk.length, (i + 1) * cluster));
      if (!Arrays.equals(data, new byte[data.length])) {
        b.putInt(64 + i * 4, at / (extended ? cluster : 512)).put(at, data);
        at += cluster;
      }
    }
    return Arrays.copyOf(b.array(), at);
  }
}
