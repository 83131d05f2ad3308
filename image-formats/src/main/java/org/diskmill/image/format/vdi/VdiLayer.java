// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.format.NumberedLayer;
import org.diskmill.image.format.StoredRun;
import org.diskmill.io.Source;

/** One VDI file: makes runs of neighbouring blocks that are of one kind and lie in one piece. */
final class VdiLayer implements NumberedLayer {
  private final VdiDescription description;
  private final VdiHeader header;
  private final BlockMap map;
  private final boolean lenient;
  private final StoredRun runs;
  private final Optional<Layer> below;

  VdiLayer(Source source, VdiDescription description, boolean lenient, Optional<Layer> below) {
    this.description = description;
    this.header = description.header();
    this.lenient = lenient;
    this.map = lenient ? BlockMap.any(source, header) : BlockMap.apart(source, header);
    boolean holes = header.kind() == VdiHeader.STATIC;
    this.runs = new StoredRun(source, header.blockBytes(), "block", holes, lenient);
    this.below = below;
  }

  @Override
  public Optional<UUID> number() {
    return Optional.of(header.id());
  }

  @Override
  public Optional<UUID> modification() {
    return Optional.of(header.modification());
  }

  @Override
  public ImageInfo info() {
    return description.info();
  }

  @Override
  public long size() {
    return header.diskBytes();
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    long block = offset / header.blockBytes();
    long start = block * header.blockBytes();
    long entry = checked(block);
    long end = start + header.blockBytes();
    long stop = Math.min(limit, size());
    long next = block + 1;
    while (end < stop && next % BlockMap.AT_ONCE != 0 && continues(entry, next, next - block)) {
      end += header.blockBytes();
      next++;
    }
    long length = Math.min(end, size()) - start;
    if (entry == BlockMap.UNALLOCATED) {
      return new Extent.Inherited(start, length);
    }
    return entry == BlockMap.DISCARDED
        ? new Extent.Zero(start, length)
        : runs.at(header.at(entry), start, length, offset);
  }

  private boolean continues(long first, long block, long distance) throws IOException {
    long entry = map.entry(block);
    return first >= BlockMap.DISCARDED
        ? entry == first
        : header.extraBytes() == 0 && entry == first + distance && entry < header.blocks();
  }

  private long checked(long block) throws IOException {
    long entry = map.entry(block);
    if (entry < header.blocks() || entry >= BlockMap.DISCARDED) {
      return entry;
    }
    if (!lenient) {
      throw new CorruptImageException(description.source()
          + ": block map entry at "
          + map.entryAt(block)
          + " is "
          + entry
          + ", expected a number below that of the blocks, "
          + header.blocks());
    }
    // Nobody knows where it is; what is lost is zeros.
    return BlockMap.DISCARDED;
  }

  @Override
  public Optional<Layer> below() {
    return below;
  }

  @Override
  public String toString() {
    return description.source().toString();
  }
}
