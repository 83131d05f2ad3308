// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.diskmill.replication.ingest.ImageService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes one store's copy. */
@Command(
    name = "delete-from-store",
    mixinStandardHelpOptions = true,
    description = "Deletes one store's copy: neither the last one nor the centre's.")
final class DeleteFromStoreCommand implements Callable<Integer> {
  @Mixin
  private ServiceOptions service;

  @Parameters(index = "0", paramLabel = "UUID")
  private UUID image;

  @Parameters(index = "1", paramLabel = "STORE")
  private String store;

  @Override
  public Integer call() throws IOException {
    try (ImageService images = service.open()) {
      images.deleteFromStore(image, store);
    }
    return 0;
  }
}
