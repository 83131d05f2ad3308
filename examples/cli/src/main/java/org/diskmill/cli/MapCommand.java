// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.DiskImage;

/** Where each part of a disk is stored. */
final class MapCommand extends Command {
  private final ImageOptions options = with(new ImageOptions());

  private final Argument<Boolean> json =
      flag(option("--json").description("as JSON, with the keys of qemu-img map"));

  private final Argument<Path> path = path(parameter("IMAGE"));

  MapCommand() {
    super("map", "Shows where each part of the disk is stored, over the whole chain.");
  }

  @Override
  public Integer call() throws IOException {
    try (DiskImage image = options.image(path.value())) {
      PrintWriter out = out();
      MapEntries entries = new MapEntries(image);
      if (json.value()) {
        Json.printAll(out, () -> entries.next().map(MapEntry::json));
        return 0;
      }
      out.printf("%-16s%-16s%-16s%s%n", "Offset", "Length", "Mapped to", "File");
      for (Optional<MapEntry> next = entries.next(); next.isPresent(); next = entries.next()) {
        if (next.get().data()) {
          out.println(next.get().line());
        }
      }
      out.flush();
    }
    return 0;
  }
}
