// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.io.Source;

/** Second-level tables, the last used ones kept. Safe for use by many threads. */
final class QcowTables {
  private static final int KEPT_BYTES = 4 << 20;

  private final Source source;
  private final int tableBytes;
  private final Optional<QcowClusters> apart;
  private final Map<Integer, LongBuffer> kept;

  /**
   * The tables of a file.
   *
   * @param apart what they must stand before they are believed
   */
  QcowTables(Source source, QcowHeader header, Optional<QcowClusters> apart) {
    this.source = source;
    this.apart = apart;
    this.tableBytes = header.l2Entries() * Long.BYTES;
    int most = KEPT_BYTES / tableBytes;
    this.kept = new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Integer, LongBuffer> eldest) {
        return size() > most;
      }
    };
  }

  /**
   * The table that an L1 entry points to.
   *
   * @param index of the entry
   * @param at what it says, not zero
   */
  LongBuffer of(int index, long at) throws IOException {
    synchronized (kept) {
      LongBuffer table = kept.get(index);
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
    Optional<String> wrong = apart.flatMap(rule -> rule.wrong(index, at, table));
    if (wrong.isPresent()) {
      throw new CorruptImageException(source + ": " + wrong.get());
    }
    synchronized (kept) {
      kept.put(index, table);
    }
    return table;
  }
}
