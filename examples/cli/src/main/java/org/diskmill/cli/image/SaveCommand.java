// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.diskmill.cli.Interruptible;
import org.diskmill.io.PendingFile;
import org.diskmill.replication.ingest.ImageService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes an image's bytes to a file. */
@Command(
    name = "save",
    mixinStandardHelpOptions = true,
    description = "Writes an image to a file, which appears when it is whole and checked.")
final class SaveCommand implements Callable<Integer> {
  @Mixin
  private ServiceOptions service;

  @Option(
      names = "--store",
      paramLabel = "S",
      description = "read this copy (default: the centre's)")
  private @Nullable String store;

  @Option(names = "-p", description = "show progress on standard error")
  private boolean progress;

  @Parameters(index = "0", paramLabel = "UUID")
  private UUID image;

  @Parameters(index = "1", paramLabel = "FILE")
  private Path file;

  @Override
  public Integer call() throws IOException {
    try (Interruptible run = Interruptible.begin(progress);
        ImageService images = service.open();
        PendingFile whole = PendingFile.at(file)) {
      images.save(image, Optional.ofNullable(store), whole.sink(), run.job());
      whole.commit();
    }
    return 0;
  }
}
