// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.replication.ingest.ImageService;
import org.diskmill.replication.ingest.ImageServices;
import org.diskmill.replication.ingest.ServiceConfig;
import org.diskmill.replication.ingest.image.ImageArtifacts;
import org.diskmill.replication.ingest.image.SignatureSettings;
import picocli.CommandLine.Option;

/** The option that says which service. */
final class ServiceOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "properties: data.dir, store.<id>.uri, store.<id>.role and so on")
  private Path config;

  /** Opens the service; whoever asked closes it. */
  ImageService open() throws IOException {
    ServiceConfig service = ServiceConfig.read(config);
    Clock clock = Clock.systemUTC();
    Path absolute = config.toAbsolutePath();
    Path folder = absolute.resolveSibling("");
    ImageArtifacts maker = new ImageArtifacts(
        SignatureSettings.of(service.settings(), folder, clock), Limits.defaults());
    return ImageServices.open(service, maker, List.of());
  }
}
