// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.diskmill.cli.Interruptible;
import org.diskmill.replication.ingest.ImageService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies an image to further stores. */
@Command(
    name = "copy",
    mixinStandardHelpOptions = true,
    description = "Copies an active image from the centre to further stores.")
final class CopyCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Mixin
  private ServiceOptions service;

  @Mixin
  private TargetOptions targets;

  @Option(names = "-p", description = "show progress on standard error")
  private boolean progress;

  @Parameters(paramLabel = "UUID")
  private UUID image;

  @Override
  public Integer call() throws IOException {
    if (!targets.given()) {
      throw new ParameterException(
          spec.commandLine(), "one of --stores and --all-stores is needed");
    }
    try (Interruptible run = Interruptible.begin(progress);
        ImageService images = service.open()) {
      return Results.report(
          images.copy(image, targets.targets(), run.job()),
          spec.commandLine().getOut(),
          spec.commandLine().getErr());
    }
  }
}
