// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.LongBuffer;
import org.diskmill.image.Extent;
import org.diskmill.io.Source;

/** From guest offsets to runs, by way of the two levels of tables: [QCOW2 "Cluster mapping"]. */
final class GuestMap {
  private final Qcow2Header header;
  private final L1Table l1;
  private final L2Tables tables;
  private final ClusterRuns runs;

  GuestMap(Source source, GuestData data, Qcow2Header header, L1Table l1, boolean lenient) {
    this.header = header;
    this.l1 = l1;
    this.tables = new L2Tables(source, header, ClustersApart.of(header, lenient));
    this.runs = new ClusterRuns(source, data, header, lenient);
  }

  long size() {
    return l1.diskBytes();
  }

  Extent at(long offset, long limit) throws IOException {
    long mapped = (long) header.l2Entries() << header.clusterBits();
    int index = (int) (offset / mapped);
    long stop = Math.min(limit, size());
    if (!l1.maps(index)) {
      return unmapped(index, mapped, offset, stop);
    }
    LongBuffer table = tables.at(l1.entry(index), l1.entryAt(index));
    long tableStart = index * mapped;
    return runs.at(table, tableStart, offset, Math.min(stop, tableStart + mapped));
  }

  private Extent unmapped(int index, long mapped, long offset, long stop) throws IOException {
    int end = index + 1;
    while (end * mapped < stop && !l1.maps(end)) {
      end++;
    }
    return new Extent.Inherited(offset, Math.min(stop, end * mapped) - offset);
  }
}
