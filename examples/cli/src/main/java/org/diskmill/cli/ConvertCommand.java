// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Writes a disk in another format. */
final class ConvertCommand extends Command {
  private static final String STANDARD_STREAM = "-";

  private final ImageOptions options = with(new ImageOptions());

  private final OutputOptions output = with(new OutputOptions());

  private final BackingOptions backing = with(new BackingOptions());

  private final Argument<Boolean> bitmaps =
      flag(option("--bitmaps").description("take the dirty bitmaps of SRC over"));

  private final Argument<Integer> workers = value(
      Integer.class,
      option("-m").paramLabel("WORKERS").description("threads (default: one a processor)"));

  private final Argument<Boolean> progress =
      flag(option("-p").description("show progress on standard error"));

  private final Argument<String> source =
      text(parameter("SRC").description("'-' is standard input; it needs -f"));

  private final Argument<String> target =
      text(parameter("DST").description("'-' is standard output"));

  ConvertCommand() {
    super(
        "convert",
        "Writes a disk in another format.",
        "A file at DST is replaced in one step, and only when the new one is whole.");
  }

  @Override
  public Integer call() throws IOException {
    if (workers.given().isPresent() && workers.value() < 1) {
      throw misused("-m: " + workers.value() + " is below 1");
    }
    OpenOptions open = options.open(Path.of(source.value()));
    WriteOptions write = backing.in(output.write()).passphrases(options.passphrases());
    try (Interruptible run = Interruptible.begin(progress.value());
        DiskImage image = Images.open(input(run), open)) {
      Conversion conversion = Conversion.of(image, write);
      Conversion carrying = bitmaps.value() ? conversion.withBitmaps() : conversion;
      Conversion sized = workers.given().isPresent() ? carrying.workers(workers.value()) : carrying;
      Optional<DiskImage> base = BackingOptions.open(write, Path.of(target.value()), options::open);
      if (base.isPresent()) {
        try (DiskImage disk = base.get()) {
          write(image, sized.over(disk), run.job());
        }
      } else {
        write(image, sized, run.job());
      }
    }
    return 0;
  }

  private void write(DiskImage image, Conversion conversion, Job job) throws IOException {
    if (target.value().equals(STANDARD_STREAM)) {
      Destinations.standardOutput(conversion, job);
    } else {
      Path path = Path.of(target.value());
      Apart.fromBackingOf(image, path);
      Destinations.path(path, conversion, job);
    }
  }

  private Source input(Interruptible run) throws IOException {
    if (!source.value().equals(STANDARD_STREAM)) {
      return Inputs.open(Path.of(source.value()));
    }
    if (options.format().isEmpty()) {
      throw misused("standard input as SRC needs -f");
    }
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    long room = scratch.toFile().getUsableSpace();
    return Sources.spool("standard input", System.in, scratch, room, run.job());
  }
}
