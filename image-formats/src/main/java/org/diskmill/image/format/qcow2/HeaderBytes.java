// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.diskmill.image.codec.Packing;

/** The first cluster of a qcow2 file that has no backing file: [QCOW2 "Header"]. */
final class HeaderBytes {
  /** With the compression type and its padding. */
  private static final int V3_LENGTH = 112;

  private static final int NAME_BYTES = 46;

  private HeaderBytes() {}

  static ByteBuffer of(Qcow2Options kind, long size, long l1At, RefcountLayout refcounts) {
    ByteBuffer b = ByteBuffer.allocate(kind.clusterBytes());
    b.putInt(0, (int) Qcow2Header.MAGIC);
    b.putInt(4, kind.version());
    b.putInt(20, kind.clusterBits());
    b.putLong(24, size);
    b.putInt(36, (int) L1Size.entries(kind, size));
    b.putLong(40, l1At);
    b.putLong(48, refcounts.tableCluster() << kind.clusterBits());
    b.putInt(56, (int) refcounts.tableClusters());
    if (kind.version() == 3) {
      boolean zstd = kind.packing() == Packing.ZSTD;
      b.putLong(
          72, (zstd ? Bits.COMPRESSION_TYPE : 0) | (kind.extendedL2() ? Bits.EXTENDED_L2 : 0));
      b.putLong(80, kind.lazyRefcounts() ? Bits.LAZY_REFCOUNTS : 0);
      b.putInt(96, kind.refcountOrder());
      b.putInt(100, V3_LENGTH);
      b.put(104, (byte) (zstd ? 1 : 0));
      featureNames(b.position(V3_LENGTH));
    }
    return b.clear();
  }

  /** So that software that does not know a feature can say which: [QCOW2 "Feature name table"]. */
  private static void featureNames(ByteBuffer b) {
    String[][] names = {
      {"dirty bit", "corrupt bit", "external data file", "compression type", "extended L2 entries"},
      {"lazy refcounts"},
      {"bitmaps", "raw external data"}
    };
    int rows = 8;
    if (b.remaining() < 8 + rows * (2 + NAME_BYTES) + 8) {
      return;
    }
    b.putInt(HeaderExtensions.FEATURE_NAMES).putInt(rows * (2 + NAME_BYTES));
    for (int type = 0; type < names.length; type++) {
      for (int bit = 0; bit < names[type].length; bit++) {
        byte[] name = names[type][bit].getBytes(StandardCharsets.US_ASCII);
        b.put((byte) type).put((byte) bit).put(name);
        b.position(b.position() + NAME_BYTES - name.length);
      }
    }
  }
}
