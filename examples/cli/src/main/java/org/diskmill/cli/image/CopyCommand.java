// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.util.UUID;
import org.diskmill.cli.Interruptible;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.replication.ingest.ImageService;

/** Copies an image to further stores. */
final class CopyCommand extends Command {
  private final ServiceOptions service = with(new ServiceOptions());

  private final TargetOptions targets = with(new TargetOptions());

  private final Argument<Boolean> progress =
      flag(option("-p").description("show progress on standard error"));

  private final Argument<UUID> image = value(UUID.class, parameter("UUID"));

  CopyCommand() {
    super("copy", "Copies an active image from the centre to further stores.");
  }

  @Override
  public Integer call() throws IOException {
    if (!targets.given()) {
      throw misused("one of --stores and --all-stores is needed");
    }
    try (Interruptible run = Interruptible.begin(progress.value());
        ImageService images = service.open()) {
      return Results.report(images.copy(image.value(), targets.targets(), run.job()), out(), err());
    }
  }
}
