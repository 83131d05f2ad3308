// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

/** The parts of a file that are no blocks: the footer's copy, the header and the table. */
record TakenSpace(DynamicHeader header) {
  /** Whether a block at that place, bitmap and data, would lie over any of them. */
  boolean cover(long at) {
    return overlap(at, 0, VhdFooter.BYTES)
        || overlap(at, header.at(), DynamicHeader.BYTES)
        || overlap(at, header.tableAt(), header.tableEntries() * Integer.BYTES);
  }

  private boolean overlap(long at, long other, long length) {
    return at < other + length && other < at + header.bitmapBytes() + header.blockBytes();
  }
}
