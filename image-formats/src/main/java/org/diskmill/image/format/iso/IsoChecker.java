// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

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

/**
 * Checks that a disc is whole: that the file has all of the volumes that its descriptors tell of, and
 * that these end and agree with themselves. Directories and files are not looked at.
 */
final class IsoChecker implements FormatChecker {
  @Override
  public String format() {
    return "iso";
  }

  @Override
  public CheckReport check(Source source, Limits limits, Job job) throws IOException {
    Findings findings = new Findings(source);
    List<VolumeDescriptor> all = VolumeDescriptor.all(source);
    if (all.isEmpty()) {
      boolean cut = source.size() < VolumeDescriptor.FIRST + VolumeDescriptor.SECTOR;
      findings.add(
          cut ? Kind.DANGLING : Kind.MISSING,
          Severity.CORRUPTION,
          VolumeDescriptor.FIRST,
          cut
              ? "the first volume descriptor at " + VolumeDescriptor.FIRST
                  + " is cut by the end of the file at " + source.size()
              : "has no volume descriptor at " + VolumeDescriptor.FIRST
                  + ", expected one of ISO 9660 (CD001) or UDF (BEA01)");
    }
    VolumeDescriptor.first(all, VolumeDescriptor.PRIMARY)
        .map(PrimaryVolume::new)
        .ifPresent(volume -> primary(source, all, volume, findings));
    if (VolumeDescriptor.announceUdf(all)) {
      udf(source, findings);
    }
    return findings.report(format(), Optional.empty());
  }

  private static void primary(
      Source source, List<VolumeDescriptor> all, PrimaryVolume volume, Findings findings) {
    long at = volume.descriptor().at();
    String which = "primary volume descriptor at " + at + ": ";
    volume
        .contradiction()
        .ifPresent(
            wrong -> findings.add(Kind.CONTRADICTION, Severity.CORRUPTION, at, which + wrong));
    if (volume.bytes() > source.size()) {
      findings.add(
          Kind.DANGLING,
          Severity.CORRUPTION,
          at,
          which + "the volume has " + volume.blocks() + " blocks of " + volume.blockBytes()
              + " bytes, which end at " + volume.bytes() + ", but the file ends at "
              + source.size() + "; it is cut");
    }
    if (VolumeDescriptor.first(all, VolumeDescriptor.TERMINATOR).isEmpty()) {
      long end = all.get(all.size() - 1).at() + VolumeDescriptor.SECTOR;
      findings.add(
          Kind.MISSING,
          Severity.CORRUPTION,
          end,
          "the volume descriptors end at " + end + " without a terminator");
    }
  }

  private static void udf(Source source, Findings findings) throws IOException {
    Optional<UdfVolume> volume = UdfVolume.find(source);
    if (volume.isEmpty()) {
      findings.add(
          Kind.UNREADABLE,
          Severity.ERROR,
          VolumeDescriptor.FIRST,
          "the UDF volume was not checked: it has no anchor at sector 256 that leads to a partition");
    } else if (volume.get().end() > source.size()) {
      partition(source, volume.get(), findings);
    }
  }

  /** Of what a disc holds that is written once, only its last written block tells, which may be lost. */
  private static void partition(Source source, UdfVolume volume, Findings findings) {
    findings.add(
        Kind.DANGLING,
        volume.writtenOnce() ? Severity.ERROR : Severity.CORRUPTION,
        volume.partitionAt(),
        "UDF partition descriptor at " + volume.partitionAt() + ": the partition ends at "
            + volume.end() + ", but the file ends at " + source.size()
            + (volume.writtenOnce()
                ? "; a disc that is written once need not be written to its end, so whether this"
                    + " one is cut was not checked"
                : "; it is cut"));
  }
}
