// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.nio.LongBuffer;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.codec.Packing;
import org.diskmill.io.Source;

/** The disk in a qcow file: [QCOW get_cluster_offset, decompress_cluster]. */
final class QcowLayer implements Layer {
  private static final long COMPRESSED = 1L << 63;
  private static final int SECTOR = 512;

  private final Source source;
  private final QcowHeader header;
  private final LongBuffer l1;
  private final QcowTables tables;
  private final QcowData data;
  private final ImageInfo info;
  private final Optional<Layer> below;

  QcowLayer(
      Source source,
      QcowHeader header,
      LongBuffer l1,
      QcowTables tables,
      QcowData data,
      ImageInfo info,
      Optional<Layer> below) {
    this.source = source;
    this.header = header;
    this.l1 = l1;
    this.tables = tables;
    this.data = data;
    this.info = info;
    this.below = below;
  }

  @Override
  public ImageInfo info() {
    return info;
  }

  @Override
  public long size() {
    return header.size();
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    long mapped = header.mappedByTable();
    int index = (int) (offset / mapped);
    long tableStart = index * mapped;
    long stop = Math.min(size(), tableStart + mapped);
    if (l1.get(index) == 0) {
      return new Extent.Inherited(offset, stop - offset);
    }
    LongBuffer table = tables.of(index, l1.get(index));
    int entry = (int) (offset - tableStart >> header.clusterBits());
    long first = table.get(entry);
    long start = tableStart + ((long) entry << header.clusterBits());
    if ((first & COMPRESSED) != 0) {
      return packed(first, start).clip(offset, stop);
    }
    long end = start + header.clusterBytes();
    while (end < Math.min(stop, limit)
        && table.get(++entry) == (first == 0 ? 0 : first + (end - start))) {
      end += header.clusterBytes();
    }
    end = Math.min(end, stop);
    return first == 0
        ? new Extent.Inherited(start, end - start)
        : stored(first, start, end, offset);
  }

  /**
   * A file may end inside its last cluster, whose rest is zeros; one that begins past it is lost. So is
   * the rest of an encrypted one, whose zeros are stored too.
   */
  private Extent stored(long at, long start, long end, long offset) throws CorruptImageException {
    long there = data.size() - at;
    if (at % SECTOR != 0 || offset - start >= there) {
      long cluster = offset - start & -header.clusterBytes();
      if (at % SECTOR != 0 || cluster >= there || header.encrypted()) {
        throw new CorruptImageException(source + ": the cluster for guest offset "
            + (start + cluster) + " is at " + (at + cluster)
            + ", expected " + (header.encrypted() ? "a whole cluster" : "whole sectors")
            + " before the end of the file at " + data.size());
      }
      long from = start + there;
      return new Extent.Zero(from, Math.min(end, start + cluster + header.clusterBytes()) - from);
    }
    return new Extent.Data(start, Math.min(end - start, there), data.source(start, at), at);
  }

  /** A byte offset, and above it a length in bytes. Compressed clusters are not encrypted. */
  private Extent packed(long entry, long start) throws CorruptImageException {
    int offsetBits = 63 - header.clusterBits();
    long at = entry & (1L << offsetBits) - 1;
    long length = entry >>> offsetBits & header.clusterBytes() - 1;
    long there = Math.min(length, source.size() - at);
    if (there <= 0) {
      throw new CorruptImageException(source + ": the compressed cluster for guest offset " + start
          + " has " + length + " bytes at " + at + ", expected some before the end of the file at "
          + source.size());
    }
    int unit = header.clusterBytes();
    return new Extent.Packed(start, unit, source, at, (int) there, Packing.DEFLATE, unit, 0);
  }

  @Override
  public Optional<Layer> below() {
    return below;
  }

  @Override
  public String toString() {
    return source.toString();
  }
}
