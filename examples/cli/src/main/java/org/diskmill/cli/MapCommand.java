// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.diskmill.image.DiskImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where each part of a disk is stored. */
@Command(
    name = "map",
    mixinStandardHelpOptions = true,
    description = "Shows where each part of the disk is stored, over the whole chain.")
final class MapCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Mixin
  private ImageOptions options;

  @Option(names = "--json", description = "as JSON, with the keys of qemu-img map")
  private boolean json;

  @Parameters(paramLabel = "IMAGE")
  private Path path;

  @Override
  public Integer call() throws IOException {
    try (DiskImage image = options.image(path)) {
      PrintWriter out = spec.commandLine().getOut();
      List<MapEntry> entries = MapEntry.all(image);
      if (json) {
        Json.print(out, entries.stream().map(MapEntry::json).toList());
        return 0;
      }
      out.printf("%-16s%-16s%-16s%s%n", "Offset", "Length", "Mapped to", "File");
      for (MapEntry entry : entries) {
        if (entry.data()) {
          out.println(entry.line());
        }
      }
      out.flush();
    }
    return 0;
  }
}
