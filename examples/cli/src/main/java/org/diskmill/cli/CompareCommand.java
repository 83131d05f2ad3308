// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.DiskImage;
import org.diskmill.image.FormatNames;
import org.diskmill.image.Images;
import org.diskmill.image.compare.Allocations;
import org.diskmill.image.compare.Comparison;
import org.diskmill.io.Job;

/** Whether two disks hold the same. */
final class CompareCommand extends Command {
  private static final int EXIT_DIFFERENT = 1;

  private final ImageOptions options = with(new ImageOptions());

  private final Argument<String> secondFormat =
      text(option("-F").paramLabel("FORMAT").description("format of the second image"));

  private final Argument<Boolean> strict = flag(option("-s")
      .description("strict: also different when the sizes differ, or what is allocated"));

  private final Argument<Path> first = path(parameter("A"));

  private final Argument<Path> second = path(parameter("B"));

  CompareCommand() {
    super("compare", "Compares two disks by content, whatever their formats.");
    exitCodes("0:identical", "1:different", "2:error");
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = out();
    Optional<String> formatOfB = secondFormat.given().map(FormatNames::ours);
    try (DiskImage a = options.image(first.value());
        DiskImage b = Images.open(
            Inputs.open(second.value()),
            options.open(second.value()).format(formatOfB).snapshot(Optional.empty()))) {
      if (strict.value() && a.size() != b.size()) {
        return different("Strict mode: Image size mismatch!");
      }
      if (a.size() != b.size()) {
        out.println("Warning: Image size mismatch!");
      }
      OptionalLong allocated =
          strict.value() ? Allocations.firstDifference(a, b) : OptionalLong.empty();
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
    PrintWriter out = out();
    out.println(how);
    out.flush();
    return EXIT_DIFFERENT;
  }
}
