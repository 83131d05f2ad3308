// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.diskmill.image.format.SectorBits;
import org.diskmill.io.Source;
import org.diskmill.io.SparseSource;
import org.diskmill.io.Zeros;

/**
 * Looks for data in sectors that a dynamic disk's bitmaps say were never written: [VHD1 "Block
 * Allocation Table and Data Blocks"]. Used by one thread at a time.
 */
final class UnmarkedData {
  private static final int PIECE = 64 << 10;

  private final Source source;
  private final DynamicHeader header;
  private final long diskBytes;
  private final SectorBitmaps bitmaps;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE);

  UnmarkedData(Source source, DynamicHeader header, long diskBytes) {
    this.source = source;
    this.header = header;
    this.diskBytes = diskBytes;
    this.bitmaps = new SectorBitmaps(source, header);
  }

  /** Where in the file the first such sectors of a block are, which lies whole in the file at {@code at}. */
  OptionalLong in(long block, long at) throws IOException {
    SectorBits bits = bitmaps.at(at);
    long data = at + header.bitmapBytes();
    long left = diskBytes - block * header.blockBytes();
    int sectors = (int) Math.min(bits.sectors(), left / VhdGeometry.SECTOR);
    int sector = 0;
    while (sector < sectors) {
      int end = Math.min(sectors, bits.end(sector));
      if (!bits.has(sector)) {
        OptionalLong found = data(data + bytes(sector), data + bytes(end));
        if (found.isPresent()) {
          return found;
        }
      }
      sector = end;
    }
    return OptionalLong.empty();
  }

  private static long bytes(int sectors) {
    return (long) sectors * VhdGeometry.SECTOR;
  }

  private OptionalLong data(long from, long to) throws IOException {
    long at = from;
    while (at < to) {
      long stored = stored(at, to);
      if (stored == at) {
        source.readFully(at, piece.clear().limit((int) Math.min(PIECE, to - at)));
        if (!Zeros.only(piece.flip())) {
          return OptionalLong.of(at);
        }
        stored = at + PIECE;
      }
      at = stored;
    }
    return OptionalLong.empty();
  }

  /** Where the next bytes are that are not in a hole of the file; {@code to} or behind it if none are. */
  private long stored(long at, long to) throws IOException {
    if (!(source instanceof SparseSource sparse)) {
      return at;
    }
    SparseSource.Run run = sparse.runAt(at, to);
    return run.hole() ? run.end() : at;
  }
}
