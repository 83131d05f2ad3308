// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a disk in another format. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a disk in another format.",
      "A file at DST is replaced in one step, and only when the new one is whole."
    })
final class ConvertCommand implements Callable<Integer> {
  private static final String STANDARD_STREAM = "-";

  @Spec
  private CommandSpec spec;

  @Mixin
  private ImageOptions options;

  @Mixin
  private OutputOptions output;

  @Mixin
  private BackingOptions backing;

  @Option(names = "--bitmaps", description = "take the dirty bitmaps of SRC over")
  private boolean bitmaps;

  @Option(names = "-m", paramLabel = "WORKERS", description = "threads (default: one a processor)")
  private @Nullable Integer workers;

  @Option(names = "-p", description = "show progress on standard error")
  private boolean progress;

  @Parameters(index = "0", paramLabel = "SRC", description = "'-' is standard input; it needs -f")
  private String source;

  @Parameters(index = "1", paramLabel = "DST", description = "'-' is standard output")
  private String target;

  @Override
  public Integer call() throws IOException {
    if (workers != null && workers < 1) {
      throw new ParameterException(spec.commandLine(), "-m: " + workers + " is below 1");
    }
    OpenOptions open = options.open(Path.of(source));
    WriteOptions write = backing.in(output.write()).passphrases(options.passphrases());
    try (Interruptible run = Interruptible.begin(progress);
        DiskImage image = Images.open(input(run), open)) {
      Conversion conversion = Conversion.of(image, write);
      Conversion carrying = bitmaps ? conversion.withBitmaps() : conversion;
      Conversion sized = workers == null ? carrying : carrying.workers(workers);
      Optional<DiskImage> base = BackingOptions.open(write, Path.of(target), open);
      if (base.isPresent()) {
        try (DiskImage disk = base.get()) {
          write(sized.over(disk), run.job());
        }
      } else {
        write(sized, run.job());
      }
    }
    return 0;
  }

  private void write(Conversion conversion, Job job) throws IOException {
    if (target.equals(STANDARD_STREAM)) {
      Destinations.standardOutput(conversion, job);
    } else {
      Destinations.path(Path.of(target), conversion, job);
    }
  }

  private Source input(Interruptible run) throws IOException {
    if (!source.equals(STANDARD_STREAM)) {
      return Inputs.open(Path.of(source));
    }
    if (options.format().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "standard input as SRC needs -f");
    }
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    long room = scratch.toFile().getUsableSpace();
    return Sources.spool("standard input", System.in, scratch, room, run.job());
  }
}
