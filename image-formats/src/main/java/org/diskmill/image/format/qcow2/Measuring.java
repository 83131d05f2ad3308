// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

/** Counts the clusters that {@link Qcow2Writer} would write for a map, without writing any. */
final class Measuring {
  private final Qcow2Options kind;
  private final long size;
  private long clusters = 1;
  private long nextCluster;
  private long lastTable = -1;

  Measuring(Qcow2Options kind, long size) {
    this.kind = kind;
    this.size = size;
    clusters += kind.encryptionHeaderBytes() + kind.clusterBytes() - 1 >> kind.clusterBits();
  }

  /** Guest bytes from {@code offset} to {@code end} are stored; in ascending order. */
  void data(long offset, long end) {
    long first = Math.max(nextCluster, offset >> kind.clusterBits());
    long last = end - 1 >> kind.clusterBits();
    if (last < first) {
      return;
    }
    clusters += kind.dataFile().isPresent() ? 0 : last - first + 1;
    nextCluster = last + 1;
    tables(first, last);
  }

  /** They are zeros that hide something: where whole clusters are, an entry is all it takes. */
  void zeros(long offset, long end) {
    if (kind.version() == 2 || kind.encryption().isPresent()) {
      // In an encrypted file, places are given before it is known what needs one.
      data(offset, end);
      return;
    }
    long first = offset + kind.clusterBytes() - 1 >> kind.clusterBits();
    long last = end == size ? size - 1 >> kind.clusterBits() : (end >> kind.clusterBits()) - 1;
    if (last < first) {
      data(offset, end);
      return;
    }
    if (offset < first << kind.clusterBits()) {
      data(offset, first << kind.clusterBits());
    }
    nextCluster = last + 1;
    tables(first, last);
    if (end > last + 1 << kind.clusterBits()) {
      data(last + 1 << kind.clusterBits(), end);
    }
  }

  private void tables(long first, long last) {
    long firstTable = Math.max(lastTable + 1, first / kind.l2Entries());
    long table = last / kind.l2Entries();
    clusters += Math.max(0, table - firstTable + 1);
    lastTable = table;
  }

  /** Of the image, and of the data file if there is one. */
  long bytes() {
    long data = kind.dataFile().isPresent() ? kind.dataFileBytes(size) : 0;
    return imageBytes() + data;
  }

  private long imageBytes() {
    long l1 = L1Size.bytes(kind, size) + kind.clusterBytes() - 1 >> kind.clusterBits();
    RefcountLayout refcounts = RefcountLayout.after(clusters + l1, kind);
    return refcounts.totalClusters() << kind.clusterBits();
  }
}
