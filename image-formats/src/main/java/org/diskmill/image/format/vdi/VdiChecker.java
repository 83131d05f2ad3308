// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import org.diskmill.image.Limits;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/** Checks VDI: every entry of the block map, and the count in the header. */
final class VdiChecker implements FormatChecker {
  private static final int CHECKPOINT_EVERY = 0xffff;

  @Override
  public String format() {
    return "vdi";
  }

  @Override
  public CheckReport check(Source source, Limits limits, Job job) throws IOException {
    VdiHeader header = VdiHeader.read(source, limits);
    limits.metadata(source, "map of the blocks in use", header.blocks() / 8);
    Walk walk = new Walk(source, header, new Findings(source));
    walk.run(job);
    return walk.findings.report(format(), Optional.of(walk.allocation()));
  }

  /** One pass over the map. */
  private static final class Walk {
    private final Source source;
    private final VdiHeader header;
    private final Findings findings;
    private final BlockMap map;
    private final BitSet used = new BitSet();
    private final long blocks;
    private long allocated;
    private long fragmented;
    private long last = -1;

    Walk(Source source, VdiHeader header, Findings findings) {
      this.source = source;
      this.header = header;
      this.findings = findings;
      this.map = BlockMap.any(source, header);
      this.blocks = header.neededBlocks();
    }

    void run(Job job) throws IOException {
      for (long block = 0; block < blocks; block++) {
        if ((block & CHECKPOINT_EVERY) == 0) {
          job.checkpoint();
        }
        long entry = map.entry(block);
        if (entry < BlockMap.DISCARDED) {
          stored(block, entry);
        }
      }
      DiskEnd.contradiction(source, header, map)
          .ifPresent(wrong -> findings.add(
              Kind.CONTRADICTION,
              Severity.CORRUPTION,
              header.old() ? OldHeader.DISK : 0x170,
              wrong));
      if (allocated != header.allocated()) {
        findings.add(
            Kind.CONTRADICTION,
            Severity.CORRUPTION,
            header.old() ? OldHeader.ALLOCATED : 0x184,
            "the header says that " + header.allocated() + " blocks are stored, the map has "
                + allocated);
      }
      leaks();
    }

    private void stored(long block, long entry) {
      allocated++;
      String which = "block " + block + " is number " + entry + " of the file, ";
      if (entry >= header.blocks()) {
        add(Kind.DANGLING, block, which + "expected a number below " + header.blocks());
        return;
      }
      if (used.get((int) entry)) {
        add(Kind.OVERLAP, block, which + "and so is another");
      }
      long needed = Math.min(header.blockBytes(), header.diskBytes() - block * header.blockBytes());
      if (header.at(entry) > source.size() - needed) {
        boolean past = header.at(entry) >= source.size();
        add(
            Kind.DANGLING,
            block,
            which + "which is at " + header.at(entry) + (past ? ", past" : ", cut by")
                + " the end of the file");
        return;
      }
      used.set((int) entry);
      fragmented += last >= 0 && entry != last + 1 ? 1 : 0;
      last = entry;
    }

    private void add(Kind kind, long block, String message) {
      findings.add(kind, Severity.CORRUPTION, map.entryAt(block), message);
    }

    private void leaks() {
      int end = used.length();
      for (int gap = used.nextClearBit(0); gap < end; gap = used.nextClearBit(gap + 1)) {
        findings.add(
            Kind.LOST_SPACE,
            Severity.LEAK,
            header.at(gap),
            "number " + gap + " of the file is no block's");
      }
    }

    Allocation allocation() {
      int end = used.length();
      long after = end == 0 ? header.dataAt() : header.at(end - 1) + header.blockBytes();
      return new Allocation(blocks, allocated, fragmented, 0, Math.min(after, source.size()));
    }
  }
}
