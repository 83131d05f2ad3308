// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.bitmap.DirtyBitmap;
import org.diskmill.image.bitmap.DirtyRange;
import org.diskmill.image.bitmap.DirtyRanges;
import org.diskmill.io.Zeros;

/** Writes bitmaps that another image had: data, tables, and the directory: [QCOW2 "Bitmaps"]. */
final class BitmapWriter {
  private final Qcow2Options kind;
  private final long size;
  private final HostFile file;

  BitmapWriter(Qcow2Options kind, long size, HostFile file) {
    this.kind = kind;
    this.size = size;
    this.file = file;
  }

  /** Writes them and says where the directory is. */
  HeaderExtensions.Bitmaps write(List<DirtyBitmap> bitmaps) throws IOException {
    if (kind.version() < 3 || bitmaps.size() > BitmapDirectory.MOST) {
      throw new UnsupportedImageException("qcow2: " + bitmaps.size()
          + " dirty bitmaps need compat=1.1, and can be " + BitmapDirectory.MOST + " at most");
    }
    List<ByteBuffer> entries = new ArrayList<>();
    for (DirtyBitmap bitmap : bitmaps) {
      entries.add(one(bitmap));
    }
    file.align();
    long at = file.at();
    for (ByteBuffer entry : entries) {
      file.write(entry);
    }
    long bytes = file.at() - at;
    file.align();
    return new HeaderExtensions.Bitmaps(bitmaps.size(), bytes, at);
  }

  private ByteBuffer one(DirtyBitmap bitmap) throws IOException {
    int bits = Long.numberOfTrailingZeros(bitmap.granularity());
    if (bits < BitmapDirectory.LEAST_GRANULARITY_BITS
        || bits > BitmapDirectory.MOST_GRANULARITY_BITS) {
      throw new UnsupportedImageException(
          "qcow2: a dirty bitmap of granularity " + bitmap.granularity() + " cannot be kept");
    }
    ByteBuffer table = data(bitmap.ranges(), bits);
    file.align();
    long tableAt = file.at();
    file.write(table);
    byte[] name = bitmap.name().getBytes(StandardCharsets.UTF_8);
    int length = (BitmapDirectory.ENTRY_BYTES + name.length + 7) / 8 * 8;
    ByteBuffer entry = ByteBuffer.allocate(length);
    entry.putLong(0, tableAt).putInt(8, table.capacity() / Long.BYTES);
    entry.putInt(12, bitmap.recording() ? BitmapDirectory.AUTO : 0);
    entry.put(16, (byte) BitmapDirectory.DIRTY_TRACKING).put(17, (byte) bits);
    entry.putShort(18, (short) name.length).put(BitmapDirectory.ENTRY_BYTES, name);
    return entry;
  }

  /** Writes the clusters that are neither all zeros nor all ones, and makes the table. */
  private ByteBuffer data(DirtyRanges ranges, int bits) throws IOException {
    long perCluster = (long) kind.clusterBytes() * Byte.SIZE << bits;
    ByteBuffer table =
        ByteBuffer.allocate(Math.toIntExact((size + perCluster - 1) / perCluster * Long.BYTES));
    ByteBuffer cluster = ByteBuffer.allocate(kind.clusterBytes());
    DirtyRange range = ranges.next();
    for (long start = 0; table.hasRemaining(); start += perCluster) {
      Zeros.fill(cluster.clear(), cluster.capacity());
      long end = Math.min(size, start + perCluster);
      while (range != null && range.offset() < end) {
        long from = Math.max(range.offset(), start);
        set(cluster, from - start >> bits, Math.min(range.end(), end) - 1 - start >> bits);
        if (range.end() > end) {
          break;
        }
        range = ranges.next();
      }
      cluster.clear();
      if (Zeros.only(cluster)) {
        table.putLong(0);
      } else {
        file.align();
        table.putLong(file.at());
        file.write(cluster);
      }
    }
    return table.flip();
  }

  private static void set(ByteBuffer cluster, long first, long last) {
    for (long bit = first; bit <= last; bit++) {
      int at = (int) (bit / Byte.SIZE);
      cluster.put(at, (byte) (cluster.get(at) | 1 << bit % Byte.SIZE));
    }
  }
}
