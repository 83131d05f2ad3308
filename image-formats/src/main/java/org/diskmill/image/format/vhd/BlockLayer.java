// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.format.SectorBits;
import org.diskmill.io.Source;

/** A disk that is stored in blocks, where it is stored at all: dynamic and differencing. */
final class BlockLayer implements VhdLayer {
  private final Source source;
  private final VhdDescription description;
  private final DynamicHeader header;
  private final BlockTable table;
  private final SectorBitmaps bitmaps;
  private final boolean lenient;
  private final Optional<Layer> below;
  private final long size;

  /**
   * A disk.
   *
   * @param lenient whether what a block of a disk without a parent lost is read as zeros
   */
  BlockLayer(
      Source source,
      VhdDescription description,
      DynamicHeader header,
      BlockTable table,
      boolean lenient,
      Optional<Layer> below) {
    this.lenient = lenient;
    this.source = source;
    this.description = description;
    this.header = header;
    this.table = table;
    this.bitmaps = new SectorBitmaps(source, header);
    this.below = below;
    this.size = description.footer().diskBytes();
  }

  @Override
  public VhdFooter footer() {
    return description.footer();
  }

  @Override
  public ImageInfo info() {
    return description.info();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    long block = offset / header.blockBytes();
    long start = block * header.blockBytes();
    long entry = table.entry(block);
    if (entry == BlockTable.UNUSED) {
      return new Extent.Inherited(start, unusedUntil(block, Math.min(limit, size)) - start);
    }
    if (lenient && footer().type() == VhdFooter.DYNAMIC) {
      return whatIsLeft(entry, block, offset);
    }
    long at = table.bitmapAt(entry, block);
    long data = at + header.bitmapBytes();
    if (footer().type() != VhdFooter.DIFFERENCING) {
      // A dynamic disk's bitmaps say what was ever written; the rest of a block is zeros as stored.
      // Readers do not go by them, QEMU's among them, as some writers leave them empty.
      return new Extent.Data(start, Math.min(header.blockBytes(), size - start), source, data);
    }
    return part(at, data, start, offset);
  }

  private Extent whatIsLeft(long entry, long block, long offset) {
    long start = block * header.blockBytes();
    long end = Math.min(size, start + header.blockBytes());
    long left = start + table.bytesThere(entry, block);
    long data = entry * VhdGeometry.SECTOR + header.bitmapBytes();
    return offset < left
        ? new Extent.Data(start, left - start, source, data)
        : new Extent.Zero(left, end - left);
  }

  /** The run of sectors around {@code offset} that are all the block's own, or all the parent's. */
  private Extent part(long at, long data, long start, long offset) throws IOException {
    int sector = (int) ((offset - start) / VhdGeometry.SECTOR);
    SectorBits bits = bitmaps.at(at);
    long from = start + (long) sector * VhdGeometry.SECTOR;
    long to = Math.min(size, start + (long) bits.end(sector) * VhdGeometry.SECTOR);
    return bits.has(sector)
        ? new Extent.Data(from, to - from, source, data + (from - start))
        : new Extent.Inherited(from, to - from);
  }

  private long unusedUntil(long first, long limit) throws IOException {
    long block = first + 1;
    while (block % BlockTable.AT_ONCE != 0
        && block * header.blockBytes() < limit
        && table.entry(block) == BlockTable.UNUSED) {
      block++;
    }
    return Math.min(size, block * header.blockBytes());
  }

  @Override
  public Optional<Layer> below() {
    return below;
  }

  @Override
  public String toString() {
    return description.name();
  }
}
