// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.io.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an image's header says. Touches no other file. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Shows what an image says about itself; opens no other file.")
final class InfoCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Mixin
  private ImageOptions options;

  @Option(names = "--json", description = "as JSON, with the keys of qemu-img info")
  private boolean json;

  @Parameters(paramLabel = "IMAGE")
  private Path path;

  @Override
  public Integer call() throws IOException {
    try (Source source = Inputs.open(path)) {
      ImageInfo info = Images.info(source, options.open());
      InfoReport report = new InfoReport(info, StoredSize.of(source));
      if (json) {
        Json.print(spec.commandLine().getOut(), report.json());
      } else {
        report.lines().forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
      }
    }
    return 0;
  }
}
