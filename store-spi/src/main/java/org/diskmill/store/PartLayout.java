// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;

/**
 * Which leaves go into which part.
 *
 * <p>Parts grow: the first ones have as few leaves as the store allows, later ones twice as many,
 * and so on, in so many steps that the store's largest object fits into its number of parts. So the
 * parts that wait for a gap at the front stay small, and terabytes still fit. Follows from the
 * store's traits and the leaf size alone, so that an upload resumed elsewhere is cut alike.
 */
final class PartLayout {
  private final int leafBytes;
  private final int firstLeaves;
  private final int maxLeaves;
  private final int stepParts;
  private final int maxParts;

  PartLayout(StoreTraits traits, int leafBytes) {
    if (leafBytes < 1 || leafBytes > traits.maxPartBytes()) {
      throw new IllegalArgumentException(
          "leafBytes: " + leafBytes + " is not in 1.." + traits.maxPartBytes());
    }
    this.leafBytes = leafBytes;
    this.maxParts = traits.maxParts();
    this.maxLeaves = traits.maxPartBytes() / leafBytes;
    this.firstLeaves = Math.min(maxLeaves, (traits.minPartBytes() - 1) / leafBytes + 1);
    this.stepParts = Math.max(1, maxParts / steps(traits.maxObjectBytes()));
    if ((long) firstLeaves * leafBytes < traits.minPartBytes()) {
      throw new IllegalArgumentException(
          "leafBytes: whole leaves of %d fit no part of %d to %d bytes"
              .formatted(leafBytes, traits.minPartBytes(), traits.maxPartBytes()));
    }
  }

  /** The fewest steps of growth with which the largest object fits, or as many as make sense. */
  private int steps(long maxObjectBytes) {
    double wanted = (double) maxObjectBytes / leafBytes;
    int steps = 1;
    while (steps < Integer.SIZE && capacity(steps) < wanted) {
      steps++;
    }
    return Math.min(steps, maxParts);
  }

  private double capacity(int steps) {
    double leaves = 0;
    int partsInStep = maxParts / steps;
    for (int step = 0; step < steps; step++) {
      leaves += Math.min(maxLeaves, firstLeaves * Math.pow(2, step)) * partsInStep;
    }
    return leaves;
  }

  /** The part that a leaf belongs to. */
  Place place(int leaf) throws IOException {
    long left = leaf;
    int part = 0;
    int count = firstLeaves;
    while (left >= (long) count * stepParts && count < maxLeaves) {
      left -= (long) count * stepParts;
      part += stepParts;
      count = (int) Math.min(maxLeaves, count * 2L);
    }
    long index = part + left / count;
    if (index >= maxParts) {
      throw new StoreException(
          StoreException.Reason.UNSUPPORTED,
          "leaf %d of %d bytes: past the %d parts that the store takes"
              .formatted(leaf, leafBytes, maxParts));
    }
    return new Place((int) index, leaf - (int) (left % count), count);
  }

  /**
   * Where a leaf belongs.
   *
   * @param part the part's index
   * @param firstLeaf the part's first leaf
   * @param leaves how many leaves the part has, unless it is the last
   */
  record Place(int part, int firstLeaf, int leaves) {}
}
