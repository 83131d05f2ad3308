// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.diskmill.replication.ingest.ImageService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a copy would do. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Shows what 'copy' would do, and does nothing.")
final class PlanCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Mixin
  private ServiceOptions service;

  @Mixin
  private TargetOptions targets;

  @Parameters(paramLabel = "UUID")
  private UUID image;

  @Override
  public Integer call() throws IOException {
    try (ImageService images = service.open()) {
      spec.commandLine().getOut().println(images.plan(image, targets.targets()));
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
