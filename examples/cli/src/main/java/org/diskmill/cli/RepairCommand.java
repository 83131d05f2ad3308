// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;

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
        "Writes the disk of a damaged image as a sound one: leaked space, wrong refcounts, a dirty log",
        "and lost copies of headers are gone. SRC is not changed. Guest data that cannot be read are an",
        "error: nothing is made up.");
  }

  @Override
  public Integer call() throws IOException {
    try (Interruptible run = Interruptible.begin(progress.value());
        DiskImage image = Images.open(
            Inputs.open(source.value()), options.open(source.value()).lenient(true))) {
      WriteOptions write = result.write(image.info()).passphrases(options.passphrases());
      Conversion conversion = Conversion.of(image, write);
      Destinations.path(target.value(), conversion, run.job());
    }
    return 0;
  }
}
