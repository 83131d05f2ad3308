// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.io.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether an image's own books are in order. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks an image's metadata; changes nothing.",
      "With --references the files that it needs are checked too, else none is opened."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:clean",
      "1:could not be checked",
      "2:corrupt",
      "3:leaks only",
      "63:nothing to check in this format"
    })
final class CheckCommand implements Callable<Integer> {
  private static final int EXIT_NOT_CHECKED = 1;
  private static final int EXIT_CORRUPT = 2;
  private static final int EXIT_LEAKS = 3;
  private static final int EXIT_NOTHING_TO_CHECK = 63;

  @Spec
  private CommandSpec spec;

  @Mixin
  private ImageOptions options;

  @Option(names = "--json", description = "as JSON, with the keys of qemu-img check")
  private boolean json;

  @Parameters(paramLabel = "IMAGE")
  private Path path;

  @Override
  public Integer call() {
    try (Interruptible run = Interruptible.begin(false);
        Source source = Inputs.open(path)) {
      Optional<CheckReport> report = Checks.check(source, options.open(path), run.job());
      if (report.isEmpty()) {
        spec.commandLine().getErr().println("diskmill: " + path + ": its format has no checks");
        return EXIT_NOTHING_TO_CHECK;
      }
      show(new CheckText(path.toString(), report.get()), spec.commandLine().getOut());
      return exitCode(report.get());
    } catch (IOException notChecked) {
      spec.commandLine().getErr().println("diskmill: " + Failures.line(notChecked));
      return EXIT_NOT_CHECKED;
    }
  }

  private void show(CheckText text, PrintWriter out) {
    if (json) {
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
