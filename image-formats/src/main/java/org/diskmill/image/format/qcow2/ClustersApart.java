// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.LongBuffer;
import java.util.Optional;
import org.diskmill.image.format.TakenPlaces;
import org.diskmill.image.format.Verdicts;

/**
 * Looks in L2 tables for entries that say the place of another cluster. Clusters may be shared, but not
 * those whose entry has the copied flag, which says that nobody else points there: [QCOW2 "L1 table",
 * "L2 table"] bit 63. Safe for use by many threads.
 */
final class ClustersApart {
  private final Qcow2Header header;
  private final TakenPlaces taken = new TakenPlaces(1);
  private final Verdicts verdicts = new Verdicts();

  private ClustersApart(Qcow2Header header) {
    this.header = header;
  }

  /** The rule for a file; none for a lenient reader, or where clusters lie in another file. */
  static Optional<ClustersApart> of(Qcow2Header header, boolean lenient) {
    return lenient || header.externalData()
        ? Optional.empty()
        : Optional.of(new ClustersApart(header));
  }

  /**
   * What is wrong with a table.
   *
   * @param entry of the L1 table that points to it, which stands at {@code entryAt}
   */
  Optional<String> wrong(long entry, long entryAt, LongBuffer table) {
    return verdicts.of(
        entryAt / Long.BYTES, () -> shared("L1", entry, entryAt).or(() -> shared(entry, table)));
  }

  private Optional<String> shared(long l1Entry, LongBuffer table) {
    long at = l1Entry & Bits.OFFSET;
    int words = header.l2EntryBytes() / Long.BYTES;
    for (int i = 0; i < table.limit(); i += words) {
      Optional<String> wrong = shared("L2", table.get(i), at + (long) i * Long.BYTES);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private Optional<String> shared(String level, long entry, long entryAt) {
    boolean own = (entry & Bits.COPIED) != 0 && (entry & Bits.COMPRESSED) == 0;
    long at = entry & Bits.OFFSET;
    // A place inside a cluster, or none, is found when the cluster is asked for.
    return own && at != 0 && at % header.clusterBytes() == 0 && !take(at)
        ? Optional.of(level + " entry at " + entryAt + " points to " + at
            + " and says that nothing else does, but another entry points there too")
        : Optional.empty();
  }

  private boolean take(long at) {
    return taken.take(at >> header.clusterBits());
  }
}
