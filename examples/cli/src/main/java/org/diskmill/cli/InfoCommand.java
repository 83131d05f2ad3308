// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.digest.DiskDigest;
import org.diskmill.io.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an image's header says. Touches no other file. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description =
        "Shows what an image says about itself; opens no other file, but for --disk-digest.")
final class InfoCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Mixin
  private ImageOptions options;

  @Option(names = "--json", description = "as JSON, with the keys of qemu-img info")
  private boolean json;

  @Option(
      names = "--disk-digest",
      description = "also read the disk, and show what identifies it in any format")
  private boolean digest;

  @Parameters(paramLabel = "IMAGE")
  private Path path;

  @Override
  public Integer call() throws IOException {
    InfoReport report = report();
    if (json) {
      Json.print(spec.commandLine().getOut(), report.json());
    } else {
      report.lines().forEach(spec.commandLine().getOut()::println);
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private InfoReport report() throws IOException {
    try (Source source = Inputs.open(path)) {
      ImageInfo info = Images.info(source, options.open());
      return new InfoReport(
          info, StoredSize.of(source), digest ? Optional.of(digest()) : Optional.empty());
    }
  }

  /** Reads all of the disk, and so also the files that it refers to, as far as they are allowed. */
  private DiskDigest digest() throws IOException {
    try (Interruptible run = Interruptible.begin(false);
        DiskImage image = options.image(path)) {
      return DiskDigest.of(image, run.job());
    }
  }
}
