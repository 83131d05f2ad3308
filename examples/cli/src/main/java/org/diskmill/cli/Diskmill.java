// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.List;
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
    description = "Inspects, converts and distributes virtual-disk images.")
public final class Diskmill implements Runnable {
  private static final List<Class<?>> COMMANDS = List.of(
      InfoCommand.class,
      ConvertCommand.class,
      MapCommand.class,
      CheckCommand.class,
      MeasureCommand.class,
      CompareCommand.class,
      InspectCommand.class,
      CreateCommand.class,
      ResizeCommand.class,
      RepairCommand.class,
      ImageCommand.class);

  @Spec
  private CommandSpec spec;

  private Diskmill() {}

  public static void main(String[] arguments) {
    EarlyStart.begin(arguments);
    // Exits only after output has been flushed and shutdown hooks have had their say.
    System.exit(commandLine(arguments).execute(arguments));
  }

  /** Knows the command that these arguments begin with, or all if they begin with none. */
  static CommandLine commandLine(String... arguments) {
    CommandLine root = new CommandLine(new Diskmill());
    commands(arguments).forEach(root::addSubcommand);
    return root.setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new Failures())
        .setExitCodeExceptionMapper(failure -> Failures.EXIT_ERROR)
        .setUsageHelpAutoWidth(true);
  }

  /** Every command costs milliseconds of reflection, and one run needs one. */
  private static List<Class<?>> commands(String... arguments) {
    List<Class<?>> named = COMMANDS.stream()
        .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
        .toList();
    return named.isEmpty() ? COMMANDS : named;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }
}
