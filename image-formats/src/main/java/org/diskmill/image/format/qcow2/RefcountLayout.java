// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

/**
 * Where the refcount table and its blocks go when they are the last thing in the file: they count
 * themselves, so their size depends on itself.
 *
 * @param tableCluster the table's first cluster; the blocks follow the table
 */
record RefcountLayout(long tableCluster, long tableClusters, long blocks) {
  static RefcountLayout after(long clusters, Qcow2Options kind) {
    long perBlock = (long) kind.clusterBytes() * 8 >> kind.refcountOrder();
    long blocks = 0;
    long table = 0;
    while (true) {
      long total = clusters + table + blocks;
      long wantedBlocks = (total + perBlock - 1) / perBlock;
      long wantedTable =
          (wantedBlocks * Long.BYTES + kind.clusterBytes() - 1) / kind.clusterBytes();
      if (wantedBlocks == blocks && wantedTable == table) {
        return new RefcountLayout(clusters, table, blocks);
      }
      blocks = wantedBlocks;
      table = wantedTable;
    }
  }

  long totalClusters() {
    return tableCluster + tableClusters + blocks;
  }
}
