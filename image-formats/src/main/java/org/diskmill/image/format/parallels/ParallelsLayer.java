// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.IntBuffer;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.format.StoredRun;
import org.diskmill.io.Source;

/** An expanding file: [PARALLELS "BAT"]. */
final class ParallelsLayer implements Layer {
  private final Source source;
  private final ParallelsHeader header;
  private final AllocationTable table;
  private final ImageInfo info;
  private final StoredRun runs;

  ParallelsLayer(Source source, ParallelsHeader header, ImageInfo info, boolean lenient) {
    this.source = source;
    this.header = header;
    this.table =
        lenient ? AllocationTable.any(source, header) : AllocationTable.apart(source, header);
    this.info = info;
    this.runs = new StoredRun(source, header.clusterBytes(), "cluster", false, lenient);
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

  private Extent data(long at, long start, long length, long offset) throws IOException {
    if (at < header.tableEnd()) {
      throw new CorruptImageException(source
          + ": the cluster for guest offset "
          + start
          + " is at "
          + at
          + ", which is inside the header and table, which end at "
          + header.tableEnd());
    }
    return runs.at(at, start, length, offset);
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
