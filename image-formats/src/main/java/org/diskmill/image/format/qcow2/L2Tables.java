// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.format.Kept;
import org.diskmill.io.Source;

/** Second-level tables, the last used ones kept. Safe for use by many threads. */
final class L2Tables {
  /** A walk needs one at a time; readers at random places profit from more. */
  private static final int KEPT_BYTES = 4 << 20;

  private static final int KEPT_AT_LEAST = 2;

  private final Source source;
  private final Qcow2Header header;

  /** By the places of the L1 entries: a table that two of them have is looked at for each. */
  private final Kept<Long, LongBuffer> kept;

  private final Optional<ClustersApart> apart;

  /**
   * The tables of a file.
   *
   * @param apart what they must stand before they are believed
   */
  L2Tables(Source source, Qcow2Header header, Optional<ClustersApart> apart) {
    this.apart = apart;
    this.source = source;
    this.header = header;
    this.kept = new Kept<>(KEPT_BYTES, header.clusterBytes(), KEPT_AT_LEAST);
  }

  /**
   * The table that an L1 entry points to.
   *
   * @param entry not zero
   * @param entryAt where the entry stands, for messages
   */
  LongBuffer at(long entry, long entryAt) throws IOException {
    long at = entry & Bits.OFFSET;
    if (at == 0
        || at % header.clusterBytes() != 0
        || at > source.size()
        || header.clusterBytes() > source.size() - at) {
      throw new CorruptImageException(source
          + ": L1 entry at "
          + entryAt
          + " points to "
          + at
          + ", expected a multiple of the cluster size "
          + header.clusterBytes()
          + " with a whole table before the end of the file at "
          + source.size());
    }
    LongBuffer before = kept.get(entryAt);
    if (before != null) {
      return before;
    }
    ByteBuffer bytes = ByteBuffer.allocate(header.clusterBytes());
    source.readFully(at, bytes);
    LongBuffer table = bytes.flip().asLongBuffer().asReadOnlyBuffer();
    Optional<String> wrong = apart.flatMap(rule -> rule.wrong(entry, entryAt, table));
    if (wrong.isPresent()) {
      throw new CorruptImageException(source + ": " + wrong.get());
    }
    kept.put(entryAt, table);
    return table;
  }
}
