// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
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

/**
 * Checks VMDK: every place that the tables of a sparse file name, and the redundant copies of them.
 * Of a text that describes other files, only that it can be read.
 */
final class VmdkChecker implements FormatChecker {
  @Override
  public String format() {
    return "vmdk";
  }

  @Override
  public CheckReport check(Source source, Limits limits, Job job) throws IOException {
    Findings findings = new Findings(source);
    VmdkFile whole = VmdkFile.read(source, limits, false);
    whole
        .descriptor()
        .doubled()
        .ifPresent(
            wrong -> findings.add(Kind.OVERLAP, Severity.CORRUPTION, 0, "descriptor: " + wrong));
    Optional<Allocation> allocation = Optional.empty();
    if (whole.own().isPresent()) {
      SparseFile file = whole.own().get();
      size(whole.descriptor(), file, findings);
      if (file.streamAt() > source.size()) {
        findings.add(
            Kind.DANGLING,
            Severity.CORRUPTION,
            64,
            "the header says that grains begin at " + file.streamAt()
                + ", past the end of the file at " + source.size());
      }
      file.beyond()
          .ifPresent(wrong -> findings.add(Kind.CONTRADICTION, Severity.CORRUPTION, 12, wrong));
      allocation = Optional.of(new GrainCheck(file, findings, limits).run(job));
    }
    return findings.report(format(), allocation);
  }

  /** Some writers round one of the sizes up to whole grains, which is no fault. */
  private static void size(Descriptor descriptor, SparseFile file, Findings findings) {
    if (descriptor.extents().size() == 1) {
      long stated = descriptor.extents().get(0).bytes();
      if (!file.agrees(stated)) {
        findings.add(
            Kind.CONTRADICTION,
            Severity.CORRUPTION,
            12,
            "the header says that the disk has "
                + file.size()
                + " bytes, the descriptor says "
                + stated);
      }
    }
  }
}
