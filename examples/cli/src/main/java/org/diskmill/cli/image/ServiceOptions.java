// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Arguments;
import org.diskmill.image.Limits;
import org.diskmill.replication.ingest.ImageService;
import org.diskmill.replication.ingest.ImageServices;
import org.diskmill.replication.ingest.ServiceConfig;
import org.diskmill.replication.ingest.image.ImageArtifacts;
import org.diskmill.replication.ingest.image.SignatureSettings;

/** The option that says which service. */
final class ServiceOptions extends Arguments {
  private final Argument<Path> config = path(option("--config")
      .paramLabel("FILE")
      .required(true)
      .description("properties: data.dir, store.<id>.uri, store.<id>.role and so on"));

  /** Opens the service; whoever asked closes it. */
  ImageService open() throws IOException {
    ServiceConfig service = ServiceConfig.read(config.value());
    Clock clock = Clock.systemUTC();
    Path absolute = config.value().toAbsolutePath();
    Path folder = absolute.resolveSibling("");
    ImageArtifacts maker = new ImageArtifacts(
        SignatureSettings.of(service.settings(), folder, clock), Limits.defaults());
    return ImageServices.open(service, maker, List.of());
  }
}
