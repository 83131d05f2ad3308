// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.util.List;

/**
 * The parts of a file that are no blocks: its log and its regions.
 *
 * @param blockBytes the size of a block
 */
record TakenSpace(VhdxHeader header, List<RegionTable.Region> regions, int blockBytes) {
  /** Whether a block at that place would lie over any of them. */
  boolean cover(long at) {
    return overlaps(at, header.logAt(), header.logBytes())
        || regions.stream().anyMatch(region -> overlaps(at, region.at(), region.length()));
  }

  private boolean overlaps(long at, long other, long length) {
    // Nobody has looked at the places of regions that are not needed: they may be any number.
    return length > 0 && at < other + length && other - blockBytes < at;
  }
}
