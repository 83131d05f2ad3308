// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.UUID;
import org.diskmill.cli.Json;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.Printable;
import org.diskmill.replication.ingest.ImageService;

/** One image. */
final class ShowCommand extends Command {
  private final ServiceOptions service = with(new ServiceOptions());

  private final Argument<Boolean> json = flag(option("--json").description("as JSON"));

  private final Argument<UUID> image = value(UUID.class, parameter("UUID"));

  ShowCommand() {
    super("show", "Shows one image's record.");
  }

  @Override
  public Integer call() throws IOException {
    try (ImageService images = service.open()) {
      Map<String, Object> record = RecordJson.of(images.show(image.value()));
      PrintWriter out = out();
      if (json.value()) {
        Json.print(out, record);
      } else {
        record.forEach((key, value) -> out.println(key + ": " + Printable.of(value.toString())));
        out.flush();
      }
    }
    return 0;
  }
}
