// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what a damaged image still holds as a sound one. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the disk of a damaged image as a sound one: leaked space, wrong refcounts, a dirty log",
      "and lost copies of headers are gone. SRC is not changed. Guest data that cannot be read are an",
      "error: nothing is made up."
    })
final class RepairCommand implements Callable<Integer> {
  @Mixin
  private ImageOptions options;

  @Mixin
  private ResultOptions result;

  @Option(names = "-p", description = "show progress on standard error")
  private boolean progress;

  @Parameters(index = "0", paramLabel = "SRC")
  private Path source;

  @Parameters(index = "1", paramLabel = "DST")
  private Path target;

  @Override
  public Integer call() throws IOException {
    try (Interruptible run = Interruptible.begin(progress);
        DiskImage image = Images.open(Inputs.open(source), options.open(source).lenient(true))) {
      WriteOptions write = result.write(image.info()).passphrases(options.passphrases());
      Conversion conversion = Conversion.of(image, write);
      Destinations.path(target, conversion, run.job());
    }
    return 0;
  }
}
