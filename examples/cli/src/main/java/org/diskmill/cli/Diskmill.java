// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import org.diskmill.cli.image.ImageCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "diskmill",
    mixinStandardHelpOptions = true,
    version = "diskmill 0.1.0-SNAPSHOT",
    description = "Inspects, converts and distributes virtual-disk images.",
    subcommands = {
      InfoCommand.class,
      ConvertCommand.class,
      MapCommand.class,
      CheckCommand.class,
      MeasureCommand.class,
      CompareCommand.class,
      InspectCommand.class,
      ImageCommand.class
    })
public final class Diskmill implements Runnable {
  @Spec
  private CommandSpec spec;

  private Diskmill() {}

  public static void main(String[] arguments) {
    // Exits only after output has been flushed and shutdown hooks have had their say.
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Diskmill())
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new Failures())
        .setExitCodeExceptionMapper(failure -> Failures.EXIT_ERROR)
        .setUsageHelpAutoWidth(true);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }
}
