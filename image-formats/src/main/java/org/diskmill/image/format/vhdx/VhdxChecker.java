// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.Limits;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/** Checks VHDX: both headers and region tables, the log, and where the blocks lie. */
final class VhdxChecker implements FormatChecker {
  @Override
  public String format() {
    return "vhdx";
  }

  @Override
  public CheckReport check(Source source, Limits limits, Job job) throws IOException {
    VhdxFile file = VhdxFile.open(source, limits, true);
    Findings findings = new Findings(source);
    headers(source, findings);
    VhdxDescription description = file.description();
    if (description.replay().entries() > 0) {
      findings.add(
          Kind.LOG,
          Severity.CORRUPTION,
          description.header().logAt(),
          "log at " + description.header().logAt() + " has "
              + description.replay().entries()
              + " entries to be replayed; readers that ignore it return old data");
    }
    if (description.replay().incomplete()) {
      findings.add(
          Kind.LOG,
          Severity.CORRUPTION,
          description.header().logAt(),
          "log at " + description.header().logAt()
              + " has entries, but none of its sequences is whole");
    }
    regions(file.replayed(), findings);
    VhdxMetadata metadata = description.metadata();
    metadata
        .contradiction()
        .ifPresent(wrong -> findings.add(
            Kind.CONTRADICTION, Severity.CORRUPTION, metadata.strayLocator().orElse(0), wrong));
    EntryCheck entries = new EntryCheck(file, findings, limits);
    return findings.report(format(), Optional.of(entries.allocation(job)));
  }

  private static void headers(Source source, Findings findings) throws IOException {
    List<VhdxHeader> valid = new HeaderSearch(source).valid();
    for (long at : new long[] {VhdxHeader.FIRST, VhdxHeader.SECOND}) {
      if (valid.stream().noneMatch(header -> header.at() == at)) {
        findings.add(
            Kind.CHECKSUM,
            Severity.CORRUPTION,
            at,
            "header at " + at + " has a wrong signature or checksum");
      }
    }
    if (valid.size() == 2
        && valid.get(0).sequence() == valid.get(1).sequence()
        && !valid.get(0).agreesWith(valid.get(1))) {
      findings.add(
          Kind.CONTRADICTION,
          Severity.CORRUPTION,
          VhdxHeader.SECOND,
          "headers have one sequence number but say different things");
    }
  }

  private static void regions(Source source, Findings findings) throws IOException {
    Optional<RegionTable> first = RegionTable.valid(source, RegionTable.FIRST);
    Optional<RegionTable> second = RegionTable.valid(source, RegionTable.SECOND);
    if (first.isEmpty() || second.isEmpty()) {
      long at = first.isEmpty() ? RegionTable.FIRST : RegionTable.SECOND;
      findings.add(
          Kind.CHECKSUM,
          Severity.CORRUPTION,
          at,
          "region table at " + at + " has a wrong signature or checksum");
    } else if (!first.get().saysTheSameAs(second.get())) {
      findings.add(
          Kind.CONTRADICTION,
          Severity.CORRUPTION,
          RegionTable.SECOND,
          "region tables say different things");
    }
  }
}
