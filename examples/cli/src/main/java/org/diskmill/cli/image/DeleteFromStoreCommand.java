// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.util.UUID;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.replication.ingest.ImageService;

/** Deletes one store's copy. */
final class DeleteFromStoreCommand extends Command {
  private final ServiceOptions service = with(new ServiceOptions());

  private final Argument<UUID> image = value(UUID.class, parameter("UUID"));

  private final Argument<String> store = text(parameter("STORE"));

  DeleteFromStoreCommand() {
    super("delete-from-store", "Deletes one store's copy: neither the last one nor the centre's.");
  }

  @Override
  public Integer call() throws IOException {
    try (ImageService images = service.open()) {
      images.deleteFromStore(image.value(), store.value());
    }
    return 0;
  }
}
