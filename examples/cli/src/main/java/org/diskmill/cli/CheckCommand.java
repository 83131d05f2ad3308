// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.io.Source;

/** Whether an image's own books are in order. */
final class CheckCommand extends Command {
  static final int EXIT_NOT_CHECKED = 1;

  private static final int EXIT_CORRUPT = 2;
  private static final int EXIT_LEAKS = 3;
  private static final int EXIT_NOTHING_TO_CHECK = 63;

  private final ImageOptions options = with(new ImageOptions());

  private final Argument<Boolean> json = flag(
      option("--json").description("as JSON, with the keys of qemu-img check, and the findings"));

  private final Argument<Path> path = path(parameter("IMAGE"));

  CheckCommand() {
    super(
        "check",
        "Checks an image's metadata; changes nothing.",
        "With --references the files that it needs are checked too, else none is opened.");
    exitCodes(
        "0:clean",
        "1:could not be checked",
        "2:corrupt",
        "3:leaks only",
        "63:nothing to check in this format");
  }

  @Override
  public Integer call() {
    try (Interruptible run = Interruptible.begin(false);
        Source source = Inputs.open(path.value())) {
      Optional<CheckReport> report = Checks.check(source, options.open(path.value()), run.job());
      if (report.isEmpty()) {
        err().println("diskmill: " + path.value() + ": its format has no checks");
        return EXIT_NOTHING_TO_CHECK;
      }
      show(new CheckText(path.value().toString(), report.get()), out());
      return exitCode(report.get());
    } catch (IOException notChecked) {
      err().println("diskmill: " + Failures.line(notChecked));
      return EXIT_NOT_CHECKED;
    }
  }

  private void show(CheckText text, PrintWriter out) {
    if (json.value()) {
      Json.print(out, text.json());
    } else {
      text.lines().forEach(out::println);
      out.flush();
    }
  }

  private static int exitCode(CheckReport report) {
    if (report.errors() > 0) {
      return EXIT_NOT_CHECKED;
    }
    if (report.corruptions() > 0) {
      return EXIT_CORRUPT;
    }
    return report.leaks() > 0 ? EXIT_LEAKS : 0;
  }
}
