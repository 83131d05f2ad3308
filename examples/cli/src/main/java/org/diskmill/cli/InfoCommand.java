// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.digest.DiskDigest;
import org.diskmill.io.Source;

/** What an image's header says. Touches no other file. */
final class InfoCommand extends Command {
  private final ImageOptions options = with(new ImageOptions());

  private final Argument<Boolean> json =
      flag(option("--json").description("as JSON, with the keys of qemu-img info"));

  private final Argument<Boolean> digest = flag(option("--disk-digest")
      .description("also read the disk, and show what identifies it in any format"));

  private final Argument<Path> path = path(parameter("IMAGE"));

  InfoCommand() {
    super(
        "info",
        "Shows what an image says about itself; opens no other file, but for --disk-digest.");
  }

  @Override
  public Integer call() throws IOException {
    InfoReport report = report();
    if (json.value()) {
      Json.print(out(), report.json());
    } else {
      report.lines().forEach(out()::println);
      out().flush();
    }
    return 0;
  }

  private InfoReport report() throws IOException {
    try (Source source = Inputs.open(path.value())) {
      ImageInfo info = Images.info(source, options.open());
      return new InfoReport(
          info, StoredSize.of(source), digest.value() ? Optional.of(digest()) : Optional.empty());
    }
  }

  /** Reads all of the disk, and so also the files that it refers to, as far as they are allowed. */
  private DiskDigest digest() throws IOException {
    try (Interruptible run = Interruptible.begin(false);
        DiskImage image = options.image(path.value())) {
      return DiskDigest.of(image, run.job());
    }
  }
}
