// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.util.List;

/** The parts of a file that are no blocks: its log and its regions. */
record TakenSpace(VhdxHeader header, List<RegionTable.Region> regions) {
  /** Whether so many bytes at that place would lie over any of them. */
  boolean cover(long at, long bytes) {
    return overlap(at, bytes, header.logAt(), header.logBytes())
        || regions.stream().anyMatch(region -> overlap(at, bytes, region.at(), region.length()));
  }

  private static boolean overlap(long at, long bytes, long other, long length) {
    // Nobody has looked at the places of regions that are not needed: they may be any number.
    return length > 0 && at < other + length && other - bytes < at;
  }
}
