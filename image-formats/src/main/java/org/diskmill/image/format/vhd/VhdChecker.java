// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/** Checks VHD: both footers, the header, where the blocks lie, and the parent's names. */
final class VhdChecker implements FormatChecker {
  @Override
  public String format() {
    return "vhd";
  }

  @Override
  public CheckReport check(Source source, Limits limits, Job job) throws IOException {
    FooterSearch search = new FooterSearch(source);
    VhdFooter footer = search.best(true);
    Findings findings = new Findings(source);
    footers(source, search.all(), footer, findings);
    limits.disk(source, footer.diskBytes(), footer.at() + 48);
    if (footer.type() == VhdFooter.FIXED) {
      fixed(footer, findings);
      return findings.report(format(), Optional.empty());
    }
    if (footer.type() != VhdFooter.DYNAMIC && footer.type() != VhdFooter.DIFFERENCING) {
      throw new UnsupportedImageException(source
          + ": type of the disk at "
          + (footer.at() + 60)
          + " is "
          + footer.type()
          + ", expected 2, 3 or 4");
    }
    DynamicHeader header = DynamicHeader.read(source, footer, true);
    if (header.checksum() != VhdChecksum.State.RIGHT) {
      findings.add(
          Kind.CHECKSUM,
          Severity.CORRUPTION,
          header.at(),
          "dynamic header at " + header.at() + " has " + described(header.checksum()));
    }
    if (footer.type() == VhdFooter.DIFFERENCING) {
      parent(source, header, limits, findings);
    }
    return findings.report(
        format(),
        Optional.of(new BlockCheck(source, footer, header, findings, limits).allocation(job)));
  }

  private static String described(VhdChecksum.State checksum) {
    return checksum == VhdChecksum.State.NONE ? "no checksum" : "a wrong checksum";
  }

  private static void footers(
      Source source, List<VhdFooter> found, VhdFooter used, Findings findings) {
    for (VhdFooter footer : found) {
      if (footer.checksum() != VhdChecksum.State.RIGHT) {
        findings.add(
            Kind.CHECKSUM,
            Severity.CORRUPTION,
            footer.at(),
            "footer at " + footer.at() + " has " + described(footer.checksum()));
      } else if (!footer.saysTheSameAs(used)) {
        findings.add(
            Kind.CONTRADICTION,
            Severity.CORRUPTION,
            footer.at(),
            "footers at " + footer.at() + " and " + used.at() + " say different things");
      }
    }
    if (used.type() == VhdFooter.FIXED) {
      return;
    }
    if (found.stream().noneMatch(footer -> footer.at() > 0)) {
      findings.add(
          Kind.MISSING,
          Severity.CORRUPTION,
          source.size(),
          "there is no footer at the end of the file");
    }
    if (found.stream().noneMatch(footer -> footer.at() == 0)) {
      findings.add(Kind.MISSING, Severity.CORRUPTION, 0, "there is no copy of the footer at 0");
    }
  }

  private static void fixed(VhdFooter footer, Findings findings) {
    long size = footer.diskBytes();
    if (size > footer.at()) {
      findings.add(
          Kind.DANGLING,
          Severity.CORRUPTION,
          footer.at(),
          "the disk has " + size + " bytes, but the footer is at " + footer.at() + ": it was cut");
    } else if (Math.max(size, footer.currentBytes()) < footer.at()) {
      findings.add(
          Kind.LOST_SPACE,
          Severity.LEAK,
          size,
          "the disk ends at " + size + ", the footer is at " + footer.at());
    }
  }

  private static void parent(Source source, DynamicHeader header, Limits limits, Findings findings)
      throws IOException {
    try {
      for (ImageException bad : VhdParent.read(source, header, limits).badLocators()) {
        findings.add(
            bad instanceof CorruptImageException ? Kind.DANGLING : Kind.VALUE,
            Severity.CORRUPTION,
            header.at(),
            "of the parent's paths, " + bad.getMessage());
      }
    } catch (CorruptImageException damaged) {
      findings.add(
          Kind.MISSING, Severity.CORRUPTION, header.at(), String.valueOf(damaged.getMessage()));
    }
  }
}
