// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.check.Checks;
import org.diskmill.image.check.Finding;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/** Writes what a damaged image still holds as a sound one. */
final class RepairCommand extends Command {
  private final ImageOptions options = with(new ImageOptions());

  private final ResultOptions result = with(new ResultOptions());

  private final Argument<Boolean> progress =
      flag(option("-p").description("show progress on standard error"));

  private final Argument<Path> source = path(parameter("SRC"));

  private final Argument<Path> target = path(parameter("DST"));

  RepairCommand() {
    super(
        "repair",
        "Writes the disk of a damaged image as a sound one.",
        "Leaked space, wrong refcounts, a dirty log and lost copies of headers are gone.",
        "SRC is not changed. What is corrupt in it is told on standard error: guest data",
        "that it concerns may not be those that were; those that are lost are zeros.");
  }

  @Override
  public Integer call() throws IOException {
    try (Interruptible run = Interruptible.begin(progress.value());
        DiskImage image = Images.open(
            Inputs.open(source.value()), options.open(source.value()).lenient(true))) {
      WriteOptions write = result.write(image.info()).passphrases(options.passphrases());
      Apart.fromBackingOf(image, target.value());
      Conversion conversion = Conversion.of(image, write);
      List<String> doubts = doubts(run.job());
      Destinations.path(target.value(), conversion, run.job());
      doubts.forEach(err()::println);
      LeftBehind.tell(image, err());
    }
    return 0;
  }

  /** What of the disk may be wrong, as the leaks and lost copies that a check finds are not. */
  private List<String> doubts(Job job) {
    try (Source checked = Inputs.open(source.value())) {
      return Checks.check(checked, options.open(source.value()), job).stream()
          .flatMap(report -> report.findings().stream())
          .filter(finding -> finding.severity() != Finding.Severity.LEAK)
          .map(
              finding -> "diskmill: " + finding.severity() + ": " + Text.oneLine(finding.message()))
          .toList();
    } catch (IOException notChecked) {
      return List.of("diskmill: not checked: " + Failures.line(notChecked));
    }
  }
}
