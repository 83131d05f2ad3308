// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.List;
import org.diskmill.cli.command.Command;
import org.diskmill.cli.command.Group;
import org.diskmill.cli.image.ImageCommand;
import picocli.CommandLine;

/** The root of the command line. */
public final class Diskmill {
  private static final List<String> COMMANDS = List.of(
      "info", "convert", "map", "check", "measure", "compare", "inspect", "create", "resize",
      "repair", "image");

  private Diskmill() {}

  public static void main(String[] arguments) {
    // Exits only after output has been flushed and shutdown hooks have had their say.
    System.exit(run(arguments));
  }

  /** Does what one command line says, and returns the exit code. */
  static int run(String... arguments) {
    EarlyStart.begin();
    // No command takes such a value, and picocli looks up how each of them is read at every start.
    System.setProperty("picocli.converters.excludes", "java[.](time|sql)[.].*");
    StandardOutput output = StandardOutput.install();
    return output.exitCode(executed(arguments));
  }

  private static int executed(String... arguments) {
    try {
      return commandLine(arguments).execute(arguments);
    } catch (OutOfMemoryError full) {
      System.err.println("diskmill: not enough memory (" + full.getMessage()
          + "); allow more, as with DISKMILL_JAVA_OPTS=-Xmx1g");
      return Failures.exitCode(arguments.length == 0 ? "" : arguments[0]);
    }
  }

  /** Knows the command that these arguments begin with, or all if they begin with none. */
  static CommandLine commandLine(String... arguments) {
    List<Command> commands = names(arguments).stream().map(Diskmill::command).toList();
    return root(commands)
        .commandLine()
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new Failures())
        .setExitCodeExceptionMapper(new Failures())
        .setUsageHelpAutoWidth(true);
  }

  private static Command root(List<Command> commands) {
    Group root =
        new Group("diskmill", "Inspects, converts and distributes virtual-disk images.", commands);
    root.version("diskmill 0.1.0-SNAPSHOT");
    return root;
  }

  /** Every command costs a little time, and one run needs one. */
  private static List<String> names(String... arguments) {
    boolean named = arguments.length > 0 && COMMANDS.contains(arguments[0]);
    return named ? List.of(arguments[0]) : COMMANDS;
  }

  private static Command command(String name) {
    return switch (name) {
      case "info" -> new InfoCommand();
      case "convert" -> new ConvertCommand();
      case "map" -> new MapCommand();
      case "check" -> new CheckCommand();
      case "measure" -> new MeasureCommand();
      case "compare" -> new CompareCommand();
      case "inspect" -> new InspectCommand();
      case "create" -> new CreateCommand();
      case "resize" -> new ResizeCommand();
      case "repair" -> new RepairCommand();
      case "image" -> ImageCommand.create();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
