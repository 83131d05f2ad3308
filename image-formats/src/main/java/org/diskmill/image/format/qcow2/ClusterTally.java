// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

/** Counts the clusters of the current state as qemu-img does. */
final class ClusterTally {
  private final int clusterBytes;
  private long allocated;
  private long fragmented;
  private long compressed;
  private long next;

  ClusterTally(int clusterBytes) {
    this.clusterBytes = clusterBytes;
  }

  /** What follows is in another table: only what one table maps is expected in one piece. */
  void nextTable() {
    next = 0;
  }

  void plain(long at) {
    allocated++;
    if (next != 0 && at != next) {
      fragmented++;
    }
    next = at + clusterBytes;
  }

  /** Compressed clusters count as fragmented, since they are never read in one piece with others. */
  void compressed() {
    allocated++;
    compressed++;
    fragmented++;
  }

  long allocatedClusters() {
    return allocated;
  }

  long fragmentedClusters() {
    return fragmented;
  }

  long compressedClusters() {
    return compressed;
  }
}
