// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.util.UUID;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.replication.ingest.ImageService;

/** What a copy would do. */
final class PlanCommand extends Command {
  private final ServiceOptions service = with(new ServiceOptions());

  private final TargetOptions targets = with(new TargetOptions());

  private final Argument<UUID> image = value(UUID.class, parameter("UUID"));

  PlanCommand() {
    super("plan", "Shows what 'copy' would do, and does nothing.");
  }

  @Override
  public Integer call() throws IOException {
    try (ImageService images = service.open()) {
      out().println(images.plan(image.value(), targets.targets()));
      out().flush();
    }
    return 0;
  }
}
