// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.diskmill.cli.Json;
import org.diskmill.image.Printable;
import org.diskmill.replication.ingest.ImageService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One image. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one image's record.")
final class ShowCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Mixin
  private ServiceOptions service;

  @Option(names = "--json", description = "as JSON")
  private boolean json;

  @Parameters(paramLabel = "UUID")
  private UUID image;

  @Override
  public Integer call() throws IOException {
    try (ImageService images = service.open()) {
      Map<String, Object> record = RecordJson.of(images.show(image));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        Json.print(out, record);
      } else {
        record.forEach((key, value) -> out.println(key + ": " + Printable.of(value.toString())));
        out.flush();
      }
    }
    return 0;
  }
}
