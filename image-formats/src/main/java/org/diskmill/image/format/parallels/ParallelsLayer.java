// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.IntBuffer;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.io.Source;

/** An expanding file: [PARALLELS "BAT"]. */
final class ParallelsLayer implements Layer {
  private final Source source;
  private final ParallelsHeader header;
  private final AllocationTable table;
  private final ImageInfo info;
  private final boolean lenient;

  ParallelsLayer(Source source, ParallelsHeader header, ImageInfo info, boolean lenient) {
    this.source = source;
    this.header = header;
    this.table = new AllocationTable(source, header);
    this.info = info;
    this.lenient = lenient;
  }

  @Override
  public ImageInfo info() {
    return info;
  }

  @Override
  public long size() {
    return header.diskBytes();
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    int bytes = header.clusterBytes();
    long cluster = offset / bytes;
    if (cluster >= header.entries()) {
      return new Extent.Inherited(offset, size() - offset);
    }
    IntBuffer piece = table.piece(cluster / AllocationTable.PIECE);
    int index = (int) (cluster % AllocationTable.PIECE);
    long at = header.place(piece.get(index));
    long start = cluster * bytes;
    long end = start + bytes;
    while (end < limit && ++index < piece.limit()) {
      long next = header.place(piece.get(index));
      if (next != (at == 0 ? 0 : at + (end - start))) {
        break;
      }
      end += bytes;
    }
    end = Math.min(end, size());
    return at == 0
        ? new Extent.Inherited(start, end - start)
        : data(at, start, end - start, offset);
  }

  /**
   * A file may end inside its last cluster, whose rest is then zeros. A cluster that begins past the
   * end was lost, and reading it as zeros would be to make data up.
   */
  private Extent data(long at, long start, long length, long offset) throws CorruptImageException {
    if (at < header.tableEnd()) {
      throw wrong(start, at, "is inside the header and table, which end at " + header.tableEnd());
    }
    long there = Math.max(0, source.size() - at);
    if (offset - start < there) {
      return new Extent.Data(start, Math.min(length, there), source, at);
    }
    long skipped = (offset - start) / header.clusterBytes() * header.clusterBytes();
    if (at + skipped >= source.size() && !lenient) {
      throw wrong(
          start + skipped,
          at + skipped,
          "is past the end of the file at " + source.size() + "; the file is truncated");
    }
    long from = Math.max(skipped, there);
    long to = Math.min(length, skipped + header.clusterBytes());
    return new Extent.Zero(start + from, to - from);
  }

  private CorruptImageException wrong(long guest, long at, String why) {
    return new CorruptImageException(
        source + ": the cluster for guest offset " + guest + " is at " + at + ", which " + why);
  }

  @Override
  public Optional<Layer> below() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return source.toString();
  }
}
