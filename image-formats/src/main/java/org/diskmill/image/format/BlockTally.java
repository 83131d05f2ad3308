// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import org.diskmill.image.check.Allocation;

/** Counts the stored blocks of a disk as qemu-img counts clusters. Used by one thread at a time. */
public final class BlockTally {
  private final long total;
  private final long strideBytes;
  private long allocated;
  private long fragmented;
  private long next = -1;

  /**
   * Of a disk with that many blocks.
   *
   * @param strideBytes how far from each other blocks are that follow each other
   */
  public BlockTally(long total, long strideBytes) {
    this.total = total;
    this.strideBytes = strideBytes;
  }

  /** The next block in guest order that is stored. */
  public void stored(long at) {
    allocated++;
    // A little padding between blocks does not make a reader seek.
    if (next >= 0 && (at < next || at - next >= strideBytes)) {
      fragmented++;
    }
    next = at + strideBytes;
  }

  /** The counts. */
  public Allocation allocation(long endOffset) {
    return new Allocation(total, allocated, fragmented, 0, endOffset);
  }
}
