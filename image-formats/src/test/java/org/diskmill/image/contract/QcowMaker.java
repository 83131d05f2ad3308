// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Makes qcow files of version 1 by hand, with clusters of 4 KiB.
 *
 * @param compressed whether clusters are compressed where that makes them smaller
 * @param backing the backing file's name, empty for none
 */
public record QcowMaker(boolean compressed, String backing) {
  private static final int CLUSTER = 4096;
  private static final int L2_BITS = 9;

  /** The file for a disk; clusters of zeros are left out. */
  public byte[] file(byte[] disk) {
    int clusters = (disk.length + CLUSTER - 1) / CLUSTER;
    int tables = (clusters + (1 << L2_BITS) - 1) >> L2_BITS;
    ByteBuffer b = ByteBuffer.allocate(CLUSTER * (2 + tables + clusters) + tables * 8);
    b.putInt(0, 0x514649fb).putInt(4, 1).putLong(24, disk.length);
    b.put(32, (byte) 12).put(33, (byte) L2_BITS).putLong(40, 512);
    byte[] name = backing.getBytes(StandardCharsets.UTF_8);
    if (name.length > 0) {
      b.putLong(8, 48).putInt(16, name.length).put(48, name);
    }
    int at = (512 + tables * 8 + CLUSTER - 1) / CLUSTER * CLUSTER;
    for (int table = 0; table < tables; table++) {
      b.putLong(512 + table * 8, at);
      int tableAt = at;
      at += 8 << L2_BITS;
      for (int i = table << L2_BITS; i < Math.min(clusters, table + 1 << L2_BITS); i++) {
        byte[] data = Arrays.copyOfRange(disk, i * CLUSTER, (i + 1) * CLUSTER);
        int entryAt = tableAt + (i - (table << L2_BITS)) * 8;
        if (!Arrays.equals(data, new byte[CLUSTER])) {
          at = put(b, entryAt, data, at);
        }
      }
      at = (at + CLUSTER - 1) / CLUSTER * CLUSTER;
    }
    return Arrays.copyOf(b.array(), at);
  }

  private int put(ByteBuffer b, int entryAt, byte[] data, int at) {
    byte[] packed = new byte[CLUSTER];
    int length = compressed ? pack(data, packed) : CLUSTER;
    if (length < CLUSTER) {
      b.putLong(entryAt, 1L << 63 | (long) length << 63 - 12 | at);
      b.put(at, packed, 0, length);
      return at + length;
    }
    int aligned = (at + CLUSTER - 1) / CLUSTER * CLUSTER;
    b.putLong(entryAt, aligned).put(aligned, data);
    return aligned + CLUSTER;
  }

  private static int pack(byte[] data, byte[] packed) {
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(data);
    deflater.finish();
    int length = deflater.deflate(packed);
    boolean whole = deflater.finished();
    deflater.end();
    return whole ? length : CLUSTER;
  }
}
