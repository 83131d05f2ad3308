// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.compare.Allocations;
import org.diskmill.image.compare.Comparison;
import org.diskmill.io.Job;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether two disks hold the same. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compares two disks by content, whatever their formats.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:identical", "1:different", "2:error"})
final class CompareCommand implements Callable<Integer> {
  private static final int EXIT_DIFFERENT = 1;

  @Spec
  private CommandSpec spec;

  @Mixin
  private ImageOptions options;

  @Option(names = "-F", paramLabel = "FORMAT", description = "format of the second image")
  private @Nullable String secondFormat;

  @Option(
      names = "-s",
      description = "strict: also different when the sizes differ, or what is allocated")
  private boolean strict;

  @Parameters(index = "0", paramLabel = "A")
  private Path first;

  @Parameters(index = "1", paramLabel = "B")
  private Path second;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> formatOfB = Optional.ofNullable(secondFormat).map(FormatNames::ours);
    try (DiskImage a = options.image(first);
        DiskImage b = Images.open(
            Inputs.open(second),
            options.open(second).format(formatOfB).snapshot(Optional.empty()))) {
      if (strict && a.size() != b.size()) {
        return different("Strict mode: Image size mismatch!");
      }
      if (a.size() != b.size()) {
        out.println("Warning: Image size mismatch!");
      }
      OptionalLong allocated = strict ? Allocations.firstDifference(a, b) : OptionalLong.empty();
      if (allocated.isPresent()) {
        return different(
            "Strict mode: Offset " + allocated.getAsLong() + " block status mismatch!");
      }
      OptionalLong difference = Comparison.of(a, b).firstDifference(Job.unattended());
      if (difference.isPresent()) {
        return different("Content mismatch at offset " + difference.getAsLong() + "!");
      }
      out.println("Images are identical.");
      out.flush();
    }
    return 0;
  }

  private int different(String how) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(how);
    out.flush();
    return EXIT_DIFFERENT;
  }
}
