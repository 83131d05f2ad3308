// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.grow.Growth;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
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
      "The result is a new file in the source's format, or as -O and -o say; SRC is not changed.",
      "With --in-place, and no DST, a raw or qcow2 file is made larger where it lies, in one step."
    })
final class ResizeCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Mixin
  private ImageOptions options;

  @Mixin
  private ResultOptions output;

  @Option(names = "--shrink", description = "allow what lies beyond the new end to be lost")
  private boolean shrink;

  @Option(names = "--in-place", description = "make SRC itself larger; nobody may be using it")
  private boolean inPlace;

  @Option(names = "-p", description = "show progress on standard error")
  private boolean progress;

  @Parameters(index = "0", paramLabel = "SRC")
  private Path source;

  @Parameters(
      index = "1..2",
      arity = "1..2",
      paramLabel = "DST [+|-]SIZE",
      description = "such as 10G, or +1G; with --in-place just the size")
  private List<String> result = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (result.size() != (inPlace ? 1 : 2)) {
      throw new ParameterException(
          spec.commandLine(),
          inPlace ? "--in-place takes SRC and SIZE" : "expected SRC, DST and SIZE");
    }
    return inPlace ? grow(result.get(0)) : write(Path.of(result.get(0)), result.get(1));
  }

  private int grow(String size) throws IOException {
    OpenOptions open = options.open(source);
    long now;
    try (Source file = Sources.file(source)) {
      now = Images.info(file, open).virtualBytes();
    }
    Growth.grow(source, open, wanted(size, now));
    return 0;
  }

  private int write(Path target, String size) throws IOException {
    try (Interruptible run = Interruptible.begin(progress);
        DiskImage image = options.image(source)) {
      long wanted = wanted(size, image.size());
      if (wanted < image.size() && !shrink) {
        throw new ParameterException(
            spec.commandLine(),
            "SIZE: "
                + wanted
                + " is less than the disk's "
                + image.size()
                + " bytes, and what is beyond would be lost; say --shrink if that is meant");
      }
      WriteOptions write = output.write(image.info()).passphrases(options.passphrases());
      Conversion conversion = Conversion.of(Images.resized(image, wanted), write);
      Destinations.path(target, conversion, run.job());
    }
    return 0;
  }

  private long wanted(String size, long now) {
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
