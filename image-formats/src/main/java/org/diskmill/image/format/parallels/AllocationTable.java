// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.diskmill.io.Source;

/** The block allocation table, read in pieces of which the last used are kept. Safe for use by many threads. */
final class AllocationTable {
  /** How many entries are read at once. */
  static final int PIECE = 16 << 10;

  private static final int KEPT = 32;

  private final Source source;
  private final ParallelsHeader header;
  private final Map<Long, IntBuffer> kept = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, IntBuffer> eldest) {
      return size() > KEPT;
    }
  };

  AllocationTable(Source source, ParallelsHeader header) {
    this.source = source;
    this.header = header;
  }

  /** The piece of that number: entries from {@code piece * PIECE} on. */
  IntBuffer piece(long piece) throws IOException {
    synchronized (kept) {
      IntBuffer known = kept.get(piece);
      if (known != null) {
        return known;
      }
    }
    long first = piece * PIECE;
    int count = (int) Math.min(PIECE, header.entries() - first);
    ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    source.readFully(ParallelsHeader.BYTES + first * Integer.BYTES, bytes);
    IntBuffer entries = bytes.flip().asIntBuffer().asReadOnlyBuffer();
    synchronized (kept) {
      kept.put(piece, entries);
    }
    return entries;
  }
}
