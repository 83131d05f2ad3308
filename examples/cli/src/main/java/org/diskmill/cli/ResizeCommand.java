// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.grow.Growth;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Writes the same disk with another size. */
final class ResizeCommand extends Command {
  private final ImageOptions options = with(new ImageOptions());

  private final ResultOptions output = with(new ResultOptions());

  private final Argument<Boolean> shrink =
      flag(option("--shrink").description("allow what lies beyond the new end to be lost"));

  private final Argument<Boolean> inPlace =
      flag(option("--in-place").description("make SRC itself larger; nobody may be using it"));

  private final Argument<Boolean> progress =
      flag(option("-p").description("show progress on standard error"));

  private final Argument<Path> source = path(parameter("SRC"));

  private final Argument<List<String>> result = texts(parameter("DST [+|-]SIZE")
      .index("1..2")
      .arity("1..2")
      .hideParamSyntax(true)
      .description("such as 10G, +1G, or after '--' also -1G; with --in-place just the size"));

  ResizeCommand() {
    super(
        "resize",
        "Writes a disk with another size: cut off, or followed by zeros.",
        "The result is a new file in the source's format, or as -O and -o say; SRC is not changed.",
        "With --in-place, and no DST, a raw or qcow2 file is made larger where it lies, in one step.");
  }

  @Override
  public Integer call() throws IOException {
    List<String> to = result.value();
    if (to.size() != (inPlace.value() ? 1 : 2)) {
      throw misused(
          inPlace.value() ? "--in-place takes SRC and SIZE" : "expected SRC, DST and SIZE");
    }
    return inPlace.value() ? grow(to.get(0)) : write(Path.of(to.get(0)), to.get(1));
  }

  private int grow(String size) throws IOException {
    OpenOptions open = options.open(source.value());
    long now;
    try (Source file = Sources.file(source.value())) {
      now = Images.info(file, open).virtualBytes();
    }
    long wanted = wanted(size, now);
    DiskSize.requireReadable(wanted);
    Growth.grow(source.value(), open, wanted);
    return 0;
  }

  private int write(Path target, String size) throws IOException {
    try (Interruptible run = Interruptible.begin(progress.value());
        DiskImage image = options.image(source.value())) {
      long wanted = wanted(size, image.size());
      if (wanted < image.size() && !shrink.value()) {
        throw misused("SIZE: "
            + wanted
            + " is less than the disk's "
            + image.size()
            + " bytes, and what is beyond would be lost; say --shrink if that is meant");
      }
      DiskSize.requireReadable(wanted);
      Apart.fromBackingOf(image, target);
      WriteOptions write = output.write(image.info()).passphrases(options.passphrases());
      Conversion conversion = Conversion.of(Images.resized(image, wanted), write);
      Destinations.path(target, conversion, run.job());
      LeftBehind.tell(image, err());
    }
    return 0;
  }

  private long wanted(String size, long now) {
    boolean relative = size.startsWith("+") || size.startsWith("-");
    long bytes = DiskSize.of(relative ? size.substring(1) : size);
    if (size.startsWith("+") && bytes > Long.MAX_VALUE - now) {
      throw misused("SIZE: " + size + " is more than any disk of " + now + " bytes can grow");
    }
    long wanted = !relative ? bytes : size.startsWith("+") ? now + bytes : now - bytes;
    if (wanted < 0) {
      throw misused("SIZE: " + size + " leaves nothing");
    }
    return wanted;
  }
}
