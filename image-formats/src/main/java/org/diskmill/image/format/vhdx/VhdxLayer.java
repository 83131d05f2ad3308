// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.format.SectorBits;
import org.diskmill.image.format.StoredRun;
import org.diskmill.io.Source;

/** A disk, or what differs from its parent, in a VHDX file. */
final class VhdxLayer implements Layer {
  private final Source source;
  private final VhdxDescription description;
  private final VhdxMetadata metadata;
  private final BlockTable table;
  private final SectorBitmaps bitmaps;
  private final boolean lenient;
  private final Optional<Layer> below;

  VhdxLayer(
      Source source,
      VhdxDescription description,
      BlockTable table,
      boolean lenient,
      Optional<Layer> below) {
    this.source = source;
    this.description = description;
    this.metadata = description.metadata();
    this.table = table;
    this.bitmaps = new SectorBitmaps(source, metadata, table);
    this.lenient = lenient;
    this.below = below;
  }

  VhdxHeader header() {
    return description.header();
  }

  @Override
  public ImageInfo info() {
    return description.info();
  }

  @Override
  public long size() {
    return metadata.diskBytes();
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    long block = offset / metadata.blockBytes();
    long start = block * metadata.blockBytes();
    long entry = table.payload(block);
    return switch (Bat.state(entry)) {
      case Bat.PRESENT -> data(block, entry, offset, limit);
      case Bat.NOT_PRESENT -> new Extent.Inherited(start, alike(block, entry, limit) - start);
      // Data that are undefined may be anything; zeros disclose nothing.
      case Bat.UNDEFINED, Bat.ZERO, Bat.UNMAPPED, Bat.OLD_UNMAPPED ->
        new Extent.Zero(start, alike(block, entry, limit) - start);
      case Bat.PARTLY_PRESENT -> part(block, entry, offset);
      default ->
        throw new CorruptImageException(source
            + ": block allocation table entry at "
            + table.payloadAt(block)
            + " has state "
            + Bat.state(entry)
            + ", expected one of 0 to 3, 6 and 7");
    };
  }

  /** The end of the blocks from this one on that are in the same state and are not stored. */
  private long alike(long first, long entry, long limit) throws IOException {
    long block = first + 1;
    while (goesOn(block, limit) && Bat.state(table.payload(block)) == Bat.state(entry)) {
      block++;
    }
    return end(block);
  }

  private Extent data(long first, long entry, long offset, long limit) throws IOException {
    long start = first * metadata.blockBytes();
    long at = table.dataAt(entry, first);
    long there = source.size() - at;
    if (there < end(first + 1) - start) {
      if (!lenient) {
        throw new CorruptImageException(source
            + ": block allocation table entry at "
            + table.payloadAt(first)
            + " points to "
            + at
            + ", where the disk has "
            + (end(first + 1) - start)
            + " bytes, but the file ends at "
            + source.size()
            + "; the file is truncated");
      }
      return offset - start < there
          ? new Extent.Data(start, there, source, at)
          : new Extent.Zero(start + there, end(first + 1) - start - there);
    }
    long block = first + 1;
    while (goesOn(block, limit)
        && table.continuesAt(at + end(block) - start, block)
        && end(block + 1) - start <= there) {
      block++;
    }
    return new Extent.Data(start, end(block) - start, source, at);
  }

  private boolean goesOn(long block, long limit) {
    return block < table.layout().blocks()
        && block * metadata.blockBytes() < limit
        && !table.beginsPiece(block);
  }

  /** The guest offset at which the block before this one ends. */
  private long end(long block) {
    return Math.min(size(), block * metadata.blockBytes());
  }

  /** The run of sectors around {@code offset} that are all the block's own, or all the parent's. */
  private Extent part(long block, long entry, long offset) throws IOException {
    if (!metadata.hasParent()) {
      throw new CorruptImageException(source
          + ": block allocation table entry at "
          + table.payloadAt(block)
          + " has state 7, partly present, but the disk has no parent");
    }
    long start = block * metadata.blockBytes();
    SectorBits bits = bitmaps.of(block);
    int sector = (int) ((offset - start) / metadata.sectorBytes());
    long from = start + (long) sector * metadata.sectorBytes();
    long to = Math.min(size(), start + (long) bits.end(sector) * metadata.sectorBytes());
    return bits.has(sector)
        ? stored(block, entry, from, to, offset)
        : new Extent.Inherited(from, to - from);
  }

  /** A run of a partly present block's own sectors. */
  private Extent stored(long block, long entry, long from, long to, long offset)
      throws IOException {
    long at = table.dataAt(entry, block) + (from - block * metadata.blockBytes());
    return new StoredRun(source, metadata.sectorBytes(), "sector", false, lenient)
        .at(at, from, to - from, offset);
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
