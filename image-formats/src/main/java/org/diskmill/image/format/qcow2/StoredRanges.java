// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.bitmap.DirtyRange;
import org.diskmill.image.bitmap.DirtyRanges;
import org.diskmill.io.Source;
import org.jspecify.annotations.Nullable;

/** Walks the set bits of a bitmap, cluster by cluster: [QCOW2 "Bitmap table", "Bitmap data"]. */
final class StoredRanges implements DirtyRanges {
  private final Source source;
  private final Qcow2Header header;
  private final BitmapDirectory.Entry entry;
  private final byte[] cluster;
  private final long bits;
  private final long perCluster;
  private long next;
  private long loaded = -1;

  StoredRanges(Source source, Qcow2Header header, BitmapDirectory.Entry entry) {
    this.source = source;
    this.header = header;
    this.entry = entry;
    this.cluster = new byte[header.clusterBytes()];
    this.perCluster = (long) cluster.length * Byte.SIZE;
    long granularity = 1L << entry.granularityBits();
    this.bits = (header.size() + granularity - 1) >> entry.granularityBits();
  }

  @Override
  public @Nullable DirtyRange next() throws IOException {
    long first = find(next, true);
    if (first == bits) {
      return null;
    }
    next = find(first, false);
    long offset = first << entry.granularityBits();
    long end = Math.min(header.size(), next << entry.granularityBits());
    return new DirtyRange(offset, end - offset);
  }

  /** The first bit from {@code from} on that is as wanted, or the end. */
  private long find(long from, boolean set) throws IOException {
    byte skipped = (byte) (set ? 0 : 0xff);
    long bit = from;
    while (bit < bits) {
      load(bit / perCluster);
      int at = (int) (bit % perCluster);
      if (cluster[at / Byte.SIZE] == skipped) {
        bit += Byte.SIZE - at % Byte.SIZE;
      } else if ((cluster[at / Byte.SIZE] >> at % Byte.SIZE & 1) == (set ? 1 : 0)) {
        return bit;
      } else {
        bit++;
      }
    }
    return bits;
  }

  private void load(long index) throws IOException {
    if (index == loaded) {
      return;
    }
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    long entryAt = entry.tableAt() + index * Long.BYTES;
    source.readFully(entryAt, number);
    long at = number.getLong(0) & Bits.OFFSET;
    if (at == 0) {
      Arrays.fill(cluster, (byte) ((number.getLong(0) & 1) == 0 ? 0 : 0xff));
    } else {
      if (at % cluster.length != 0 || at > source.size() - cluster.length) {
        throw new CorruptImageException(source + ": bitmap table entry at " + entryAt
            + " points to " + at + ", expected a whole cluster of the file");
      }
      source.readFully(at, ByteBuffer.wrap(cluster));
    }
    loaded = index;
  }
}
