// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.IntBuffer;
import java.util.BitSet;
import java.util.Optional;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/**
 * Checks expanding files: each cluster once, where clusters may be, and none behind them that nobody
 * has.
 */
final class ParallelsChecker implements FormatChecker {
  @Override
  public String format() {
    return "parallels";
  }

  @Override
  public CheckReport check(Source source, Limits limits, Job job) throws IOException {
    if (Marks.descriptor(ProbeWindow.of(source))) {
      DescriptorReader.read(source, limits);
      return new Findings(source).report(format(), Optional.empty());
    }
    ParallelsHeader header = ParallelsHeader.read(source, limits, true);
    Findings findings = new Findings(source);
    if (header.dirty()) {
      findings.add(
          Kind.LOG, Severity.CORRUPTION, 44, "in_use at 44 says that it was not closed properly");
    }
    if (header.extended() && header.dataSectors() % header.clusterSectors() != 0) {
      findings.add(
          Kind.VALUE,
          Severity.CORRUPTION,
          48,
          "data_off at 48 is " + header.dataSectors() + ", expected a multiple of the cluster size "
              + header.clusterSectors());
    }
    long needed = header.neededEntries();
    if (header.entries() < needed) {
      findings.add(
          Kind.CONTRADICTION,
          Severity.CORRUPTION,
          32,
          "bat_entries at 32 is " + header.entries() + ", expected at least " + needed);
    }
    Walk walk = new Walk(source, header, findings, limits);
    if (header.extensionSectors() != 0) {
      FormatExtension.read(source, header, limits)
          .damage()
          .ifPresent(damage -> findings.add(damage.kind(), Severity.CORRUPTION, 56, damage.how()));
      walk.extension();
    }
    walk.table(job);
    walk.leaks();
    return findings.report(format(), Optional.of(walk.allocation()));
  }

  /** Goes over all entries. */
  private static final class Walk {
    private final Source source;
    private final ParallelsHeader header;
    private final Findings findings;
    private final BitSet used = new BitSet();
    private long allocated;
    private long fragmented;
    private long expected;
    private long end;

    Walk(Source source, ParallelsHeader header, Findings findings, Limits limits)
        throws IOException {
      this.source = source;
      this.header = header;
      this.findings = findings;
      this.end = header.dataAt();
      limits.metadata(
          source, "map of used clusters", source.size() / header.clusterBytes() / Byte.SIZE);
    }

    void extension() {
      long at = header.extensionSectors() * ParallelsHeader.SECTOR;
      if (at >= header.dataAt() && at < source.size()) {
        use(at);
      }
    }

    void table(Job job) throws IOException {
      AllocationTable table = AllocationTable.any(source, header);
      for (long first = 0; first < header.entries(); first += AllocationTable.PIECE) {
        job.checkpoint();
        IntBuffer piece = table.piece(first / AllocationTable.PIECE);
        for (int i = 0; i < piece.limit(); i++) {
          if (piece.get(i) != 0) {
            entry(first + i, header.place(piece.get(i)));
          }
        }
      }
    }

    private void entry(long index, long at) {
      long entryAt = ParallelsHeader.BYTES + index * Integer.BYTES;
      // An entry past the disk's end needs nothing.
      long rest = Math.max(0, header.diskBytes() - index * header.clusterBytes());
      if (at >= source.size() || at > source.size() - Math.min(header.clusterBytes(), rest)) {
        findings.add(
            Kind.DANGLING,
            Severity.CORRUPTION,
            entryAt,
            "cluster " + index + " is at " + at
                + (at >= source.size() ? ", past" : ", cut by")
                + " the end of the file at " + source.size());
      } else if (at < header.dataAt() || (at - header.dataAt()) % header.clusterBytes() != 0) {
        findings.add(
            Kind.DANGLING,
            Severity.CORRUPTION,
            entryAt,
            "cluster " + index + " is at " + at + ", expected whole clusters from "
                + header.dataAt());
      } else if (!use(at)) {
        findings.add(
            Kind.OVERLAP,
            Severity.CORRUPTION,
            entryAt,
            "cluster " + index + " is at " + at + " as another is");
      } else {
        allocated++;
        fragmented += expected != 0 && at != expected ? 1 : 0;
        expected = at + header.clusterBytes();
      }
    }

    private boolean use(long at) {
      int number = (int) ((at - header.dataAt()) / header.clusterBytes());
      boolean first = !used.get(number);
      used.set(number);
      end = Math.max(end, at + header.clusterBytes());
      return first;
    }

    /**
     * Writers take up clusters again that they have freed between others, so only what is behind all
     * is lost. Bitmaps have clusters that only they know of, so where there are any, nothing is a leak.
     */
    void leaks() {
      long lost = source.size() - end;
      if (lost > 0 && header.extensionSectors() == 0) {
        long clusters = (lost - 1) / header.clusterBytes() + 1;
        findings.add(
            Kind.LOST_SPACE,
            Severity.LEAK,
            clusters,
            end,
            lost + " bytes at " + end + ", in " + clusters + " clusters, belong to nobody");
      }
    }

    Allocation allocation() {
      return new Allocation(header.entries(), allocated, fragmented, 0, end);
    }
  }
}
