// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.ingest.ImageService;

/** Deletes an image everywhere. */
final class DeleteCommand extends Command {
  private static final int EXIT_NOT_EVERYWHERE = 2;

  private final ServiceOptions service = with(new ServiceOptions());

  private final Argument<Boolean> allSites = flag(option("--all-sites")
      .required(true)
      .description("says that you mean every copy at every site"));

  private final Argument<UUID> image = value(UUID.class, parameter("UUID"));

  DeleteCommand() {
    super("delete", "Deletes an image and all its copies.");
  }

  @Override
  public Integer call() throws IOException {
    if (!allSites.value()) {
      throw new IllegalArgumentException("--all-sites: only deleting everywhere is possible");
    }
    try (ImageService images = service.open()) {
      SortedMap<String, SiteResult> sites = images.delete(image.value());
      PrintWriter out = out();
      boolean everywhere = true;
      for (Map.Entry<String, SiteResult> site : sites.entrySet()) {
        boolean good = site.getValue().good();
        String failure = site.getValue().code() + " " + site.getValue().reason();
        out.println(site.getKey() + ": " + (good ? site.getValue().reason() : "failed " + failure));
        everywhere &= good;
      }
      out.flush();
      return everywhere ? 0 : EXIT_NOT_EVERYWHERE;
    }
  }
}
