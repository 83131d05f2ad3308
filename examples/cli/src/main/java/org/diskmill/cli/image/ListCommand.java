// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.Location;
import org.diskmill.cli.Json;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.Printable;
import org.diskmill.replication.ingest.ImageService;

/** All images. */
final class ListCommand extends Command {
  private final ServiceOptions service = with(new ServiceOptions());

  private final Argument<Boolean> json = flag(option("--json").description("as JSON"));

  ListCommand() {
    super("list", "Lists all images, oldest first.");
  }

  @Override
  public Integer call() throws IOException {
    try (ImageService images = service.open()) {
      PrintWriter out = out();
      if (json.value()) {
        Json.print(out, images.list().stream().map(RecordJson::of).toList());
        return 0;
      }
      out.printf("%-36s  %-14s  %-8s  %s%n", "ID", "STATUS", "FORMAT", "NAME (STORES)");
      for (ImageRecord image : images.list()) {
        out.printf(
            "%-36s  %-14s  %-8s  %s %s%n",
            image.id(),
            RecordJson.status(image),
            image.diskFormat().orElse("-"),
            Printable.of(image.name()),
            image.locations().stream().map(Location::store).toList());
      }
      out.flush();
    }
    return 0;
  }
}
