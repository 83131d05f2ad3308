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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the same disk with another size. */
@Command(
    name = "resize",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a disk with another size: cut off, or followed by zeros.",
      "The result is a new file in the source's format, or as -O and -o say; SRC is not changed."
    })
final class ResizeCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Mixin
  private ImageOptions options;

  @Mixin
  private ResultOptions result;

  @Option(names = "--shrink", description = "allow what lies beyond the new end to be lost")
  private boolean shrink;

  @Option(names = "-p", description = "show progress on standard error")
  private boolean progress;

  @Parameters(index = "0", paramLabel = "SRC")
  private Path source;

  @Parameters(index = "1", paramLabel = "DST")
  private Path target;

  @Parameters(index = "2", paramLabel = "[+|-]SIZE", description = "such as 10G, or +1G")
  private String size;

  @Override
  public Integer call() throws IOException {
    try (Interruptible run = Interruptible.begin(progress);
        DiskImage image = options.image(source)) {
      long wanted = wanted(image.size());
      if (wanted < image.size() && !shrink) {
        throw new ParameterException(
            spec.commandLine(),
            "SIZE: "
                + wanted
                + " is less than the disk's "
                + image.size()
                + " bytes, and what is beyond would be lost; say --shrink if that is meant");
      }
      WriteOptions write = result.write(image.info()).passphrases(options.passphrases());
      Conversion conversion = Conversion.of(Images.resized(image, wanted), write);
      Destinations.path(target, conversion, run.job());
    }
    return 0;
  }

  private long wanted(long now) {
    boolean relative = size.startsWith("+") || size.startsWith("-");
    long bytes = DiskSize.of(relative ? size.substring(1) : size);
    long wanted =
        !relative ? bytes : size.startsWith("+") ? Math.addExact(now, bytes) : now - bytes;
    if (wanted < 0) {
      throw new ParameterException(spec.commandLine(), "SIZE: " + size + " leaves nothing");
    }
    return wanted;
  }
}
