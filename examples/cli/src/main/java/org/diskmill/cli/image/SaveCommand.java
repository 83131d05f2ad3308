// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.diskmill.cli.Interruptible;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.io.PendingFile;
import org.diskmill.replication.ingest.ImageService;

/** Writes an image's bytes to a file. */
final class SaveCommand extends Command {
  private final ServiceOptions service = with(new ServiceOptions());

  private final Argument<String> store =
      text(option("--store").paramLabel("S").description("read this copy (default: the centre's)"));

  private final Argument<Boolean> progress =
      flag(option("-p").description("show progress on standard error"));

  private final Argument<UUID> image = value(UUID.class, parameter("UUID"));

  private final Argument<Path> file = path(parameter("FILE"));

  SaveCommand() {
    super("save", "Writes an image to a file, which appears when it is whole and checked.");
  }

  @Override
  public Integer call() throws IOException {
    try (Interruptible run = Interruptible.begin(progress.value());
        ImageService images = service.open();
        PendingFile whole = PendingFile.at(file.value())) {
      images.save(image.value(), store.given(), whole.sink(), run.job());
      whole.commit();
    }
    return 0;
  }
}
