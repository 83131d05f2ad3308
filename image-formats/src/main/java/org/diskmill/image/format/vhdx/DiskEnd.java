// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;

/**
 * Looks for blocks that are stored for what lies past the disk's end: nothing guards the disk's size,
 * and one that is too small hides them. A reader does not refuse them, since what Windows leaves
 * there when it makes a disk smaller is not known.
 */
record DiskEnd(VhdxFile file, Findings findings) {
  /** The room of a region may be any, but it is not all to be read for nothing. */
  private static final long MOST_LOOKED_AT = 1 << 18;

  private static final long LEAST = 1 << 20;

  void look() throws IOException {
    BlockTable table = file.table();
    Bat bat = table.layout();
    long first = bat.blocks() == 0 ? 0 : bat.payload(bat.blocks() - 1) + 1;
    long end = Math.min(table.room(), first + MOST_LOOKED_AT);
    for (long index = first; index < end; index++) {
      long entry = table.entry(index);
      if (!bat.isBitmapPlace(index) && stored(entry)) {
        findings.add(
            Kind.CONTRADICTION,
            Severity.LEAK,
            table.entryAt(index),
            "block allocation table entry at " + table.entryAt(index)
                + " stores a block past the end of the disk of "
                + file.description().metadata().diskBytes() + " bytes");
      }
    }
  }

  private boolean stored(long entry) {
    int state = Bat.state(entry);
    return (state == Bat.PRESENT || state == Bat.PARTLY_PRESENT)
        && Bat.at(entry) >= LEAST
        && Bat.at(entry) < file.replayed().size();
  }
}
