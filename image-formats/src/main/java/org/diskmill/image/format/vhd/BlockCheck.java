// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.util.OptionalLong;
import org.diskmill.image.Limits;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.image.format.BlockTally;
import org.diskmill.image.format.UsedSpace;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/** Looks at every entry of a block allocation table. Used once. */
final class BlockCheck {
  private static final int CHECKPOINT = 1 << 14;

  private final Source source;
  private final VhdFooter footer;
  private final DynamicHeader header;
  private final Findings findings;
  private final UsedSpace used;

  BlockCheck(
      Source source, VhdFooter footer, DynamicHeader header, Findings findings, Limits limits) {
    this.used = new UsedSpace(source, limits);
    this.source = source;
    this.footer = footer;
    this.header = header;
    this.findings = findings;
  }

  Allocation allocation(Job job) throws IOException {
    long blocks = header.blocks(footer.diskBytes());
    long end = footer.endOfBlocks(source);
    used.add(0, used.kind("footer's copy", VhdFooter.BYTES));
    used.add(header.at(), used.kind("dynamic header", DynamicHeader.BYTES));
    used.add(
        header.tableAt(),
        used.kind("block allocation table", header.tableEntries() * Integer.BYTES));
    long span = header.bitmapBytes() + header.blockBytes();
    int block = used.kind("block", span);
    BlockTable table = BlockTable.any(source, footer, header);
    UnmarkedData unmarked = new UnmarkedData(source, header, footer.diskBytes());
    BlockTally tally = new BlockTally(blocks, span);
    for (long i = 0; i < header.tableEntries(); i++) {
      if (i % CHECKPOINT == 0) {
        job.checkpoint();
      }
      long entry = table.entry(i);
      if (entry == BlockTable.UNUSED) {
        continue;
      }
      long at = entry * VhdGeometry.SECTOR;
      if (i >= blocks) {
        beyond(table.entryAt(i), i, entry);
      } else if (at > end - span) {
        findings.add(
            Kind.DANGLING,
            Severity.CORRUPTION,
            table.entryAt(i),
            "block allocation table entry at " + table.entryAt(i) + " points to " + at
                + ", expected a whole block before " + end);
      } else {
        used.add(at, block);
        tally.stored(at);
        if (footer.type() == VhdFooter.DYNAMIC) {
          unmarked(unmarked.in(i, at), table.entryAt(i));
        }
      }
    }
    return tally.allocation(used.report(findings, end, span));
  }

  /** There readers differ: some go by the bitmap and give zeros, others by the data, as we do. */
  private void unmarked(OptionalLong sectorAt, long entryAt) {
    if (sectorAt.isPresent()) {
      findings.add(
          Kind.CONTENT,
          Severity.CORRUPTION,
          entryAt,
          "block of the entry at " + entryAt + " has data at " + sectorAt.getAsLong()
              + " in a sector that its bitmap says was never written");
    }
  }

  /** Software that leaves room to grow pads with zeros as well as with the mark for unused. */
  private void beyond(long entryAt, long index, long entry) {
    if (entry != 0) {
      findings.add(
          Kind.CONTRADICTION,
          Severity.LEAK,
          entryAt,
          "block allocation table entry at " + entryAt + " is for block " + index
              + ", past the end of the disk");
    }
  }
}
