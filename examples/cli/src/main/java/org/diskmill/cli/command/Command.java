// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** A command: its name, what it takes, and what it does. */
public abstract class Command extends Arguments implements Callable<Integer> {
  private final CommandSpec spec;

  /** A command of that name; the description's lines are shown by {@code --help}. */
  @SuppressWarnings("this-escape") // is only kept
  protected Command(String name, String... description) {
    spec = CommandSpec.wrapWithoutInspection(this).name(name);
    spec.usageMessage().description(description);
    with(new StandardOptions());
  }

  /** Explains exit codes, each as {@code code:meaning}. */
  protected final void exitCodes(String... codes) {
    spec.usageMessage()
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(UsageMessageSpec.keyValuesMap(codes));
  }

  /** What {@code --version} says; by default nothing. */
  public final void version(String version) {
    spec.version(version);
  }

  /** Lets these commands be said after this one. */
  protected final void subcommands(List<Command> commands) {
    for (Command command : commands) {
      spec.addSubcommand(command.spec.name(), command.commandLine());
    }
  }

  /** Does it, and returns the exit code. */
  @Override
  public abstract Integer call() throws Exception;

  /** This command, ready to be run once. */
  public final CommandLine commandLine() {
    addTo(spec);
    return new CommandLine(spec);
  }

  /** Where results go. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where what went wrong is said. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** To be thrown if the arguments do not go together. */
  protected final ParameterException misused(String how) {
    return new ParameterException(spec.commandLine(), how);
  }
}
