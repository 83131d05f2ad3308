// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.format.Kept;
import org.diskmill.io.Source;

/** Second-level tables, the last used ones kept. Safe for use by many threads. */
final class QcowTables {
  private static final int KEPT_BYTES = 4 << 20;

  private final Source source;
  private final int tableBytes;
  private final Optional<QcowClusters> apart;
  private final Kept<Integer, LongBuffer> kept;

  /**
   * The tables of a file.
   *
   * @param apart what they must stand before they are believed
   */
  QcowTables(Source source, QcowHeader header, Optional<QcowClusters> apart) {
    this.source = source;
    this.apart = apart;
    this.tableBytes = header.l2Entries() * Long.BYTES;
    this.kept = new Kept<>(KEPT_BYTES, tableBytes, 2);
  }

  /**
   * The table that an L1 entry points to.
   *
   * @param index of the entry
   * @param at what it says, not zero
   */
  LongBuffer of(int index, long at) throws IOException {
    LongBuffer before = kept.get(index);
    if (before != null) {
      return before;
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
    kept.put(index, table);
    return table;
  }
}
