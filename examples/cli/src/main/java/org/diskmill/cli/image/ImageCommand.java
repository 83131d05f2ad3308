// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the image service's commands. */
@Command(
    name = "image",
    mixinStandardHelpOptions = true,
    description = "Keeps images in a centre and copies of them at edges.",
    subcommands = {
      ImportCommand.class,
      CopyCommand.class,
      PlanCommand.class,
      ListCommand.class,
      ShowCommand.class,
      SaveCommand.class,
      VerifyCommand.class,
      DeleteCommand.class,
      DeleteFromStoreCommand.class
    })
public final class ImageCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  ImageCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }
}
