// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.io.Source;

/** Second-level tables, the last used ones kept. Safe for use by many threads. */
final class QcowTables {
  private static final int KEPT_BYTES = 4 << 20;

  private final Source source;
  private final int tableBytes;
  private final Map<Long, LongBuffer> kept;

  QcowTables(Source source, QcowHeader header) {
    this.source = source;
    this.tableBytes = header.l2Entries() * Long.BYTES;
    int most = KEPT_BYTES / tableBytes;
    this.kept = new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, LongBuffer> eldest) {
        return size() > most;
      }
    };
  }

  LongBuffer at(long at) throws IOException {
    synchronized (kept) {
      LongBuffer table = kept.get(at);
      if (table != null) {
        return table;
      }
    }
    if (at < 0 || at > source.size() - tableBytes) {
      throw new CorruptImageException(source + ": an L1 entry points to "
          + Long.toUnsignedString(at) + ", expected a whole table before the end of the file at "
          + source.size());
    }
    ByteBuffer bytes = ByteBuffer.allocate(tableBytes);
    source.readFully(at, bytes);
    LongBuffer table = bytes.flip().asLongBuffer().asReadOnlyBuffer();
    synchronized (kept) {
      kept.put(at, table);
    }
    return table;
  }
}
