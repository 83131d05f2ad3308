// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.replication.ingest.ImageService;

/** Says that a store was replaced on purpose. */
final class AcceptStoreCommand extends Command {
  private final ServiceOptions service = with(new ServiceOptions());

  private final Argument<String> store = text(parameter("STORE"));

  AcceptStoreCommand() {
    super(
        "accept-store",
        "Takes what is at a store's place now for that store.",
        "Copies that are not there are missing from then on; copy brings them again.");
  }

  @Override
  public Integer call() throws IOException {
    try (ImageService images = service.open()) {
      images.acceptStore(store.value());
    }
    return 0;
  }
}
