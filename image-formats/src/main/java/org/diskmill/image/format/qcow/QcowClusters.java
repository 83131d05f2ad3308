// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.nio.LongBuffer;
import java.util.Optional;
import org.diskmill.image.format.TakenPlaces;
import org.diskmill.image.format.Verdicts;

/**
 * Looks in L2 tables for entries that say the place of another cluster. Nothing in the file counts who
 * points where, so a writer that changes a cluster in its place must be the only one: [QCOW
 * get_cluster_offset]. Compressed ones are never changed in their place. Safe for use by many threads.
 */
final class QcowClusters {
  private static final int SECTOR = 512;

  private final TakenPlaces taken;
  private final Verdicts verdicts = new Verdicts();

  QcowClusters(QcowHeader header) {
    this.taken = new TakenPlaces(header.clusterBytes() / SECTOR);
  }

  /**
   * What is wrong with a table.
   *
   * @param index of the entry of the L1 table that points to it
   * @param at where it lies
   */
  Optional<String> wrong(int index, long at, LongBuffer table) {
    return verdicts.of(index, () -> shared(at, table));
  }

  private Optional<String> shared(long at, LongBuffer table) {
    for (int i = 0; i < table.limit(); i++) {
      long place = table.get(i);
      // A place that is none is found when the cluster is asked for.
      if (place > 0 && place % SECTOR == 0 && !taken.take(place / SECTOR)) {
        return Optional.of("L2 entry at " + (at + (long) i * Long.BYTES) + " points to " + place
            + ", where another cluster is too");
      }
    }
    return Optional.empty();
  }
}
