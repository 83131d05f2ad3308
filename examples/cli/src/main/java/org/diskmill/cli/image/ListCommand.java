// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.Location;
import org.diskmill.cli.Json;
import org.diskmill.image.Printable;
import org.diskmill.replication.ingest.ImageService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All images. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists all images, oldest first.")
final class ListCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Mixin
  private ServiceOptions service;

  @Option(names = "--json", description = "as JSON")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (ImageService images = service.open()) {
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
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
