// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Sink;
import org.diskmill.io.Zeros;

/** Writes the refcount table and blocks: [QCOW2 "Host cluster management"]. */
final class RefcountWriter {
  private final Qcow2Options kind;
  private final SharedClusters shared;

  RefcountWriter(Qcow2Options kind, SharedClusters shared) {
    this.kind = kind;
    this.shared = shared;
  }

  void write(RefcountLayout layout, Sink out) throws IOException {
    ByteBuffer cluster = ByteBuffer.allocate(kind.clusterBytes());
    long block = layout.tableCluster() + layout.tableClusters();
    for (long written = 0; written < layout.blocks(); ) {
      cluster.clear();
      while (cluster.hasRemaining()) {
        cluster.putLong(written < layout.blocks() ? block + written << kind.clusterBits() : 0);
        written++;
      }
      out.write(cluster.flip());
    }
    long perBlock = (long) kind.clusterBytes() * 8 >> kind.refcountOrder();
    for (long i = 0; i < layout.blocks(); i++) {
      fill(cluster.clear(), i * perBlock, perBlock, layout.totalClusters());
      out.write(cluster);
    }
  }

  private void fill(ByteBuffer block, long first, long count, long total) {
    Zeros.fill(block.duplicate(), block.remaining());
    for (int i = 0; i < count && first + i < total; i++) {
      set(block, i, shared.references(first + i));
    }
  }

  /** Widths below a byte are packed from the least significant bit up. */
  private void set(ByteBuffer block, int index, long value) {
    switch (kind.refcountOrder()) {
      case 3 -> block.put(index, (byte) value);
      case 4 -> block.putShort(index * 2, (short) value);
      case 5 -> block.putInt(index * 4, (int) value);
      case 6 -> block.putLong(index * 8, value);
      default -> {
        int bits = 1 << kind.refcountOrder();
        int perByte = 8 / bits;
        int at = index / perByte;
        block.put(at, (byte) (block.get(at) | value << index % perByte * bits));
      }
    }
  }
}
