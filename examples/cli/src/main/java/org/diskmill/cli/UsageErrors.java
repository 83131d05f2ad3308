// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import picocli.CommandLine;

/** Answers a command that cannot be understood with one line. */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {
  @Override
  public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command
        .getErr()
        .println("diskmill: "
            + Text.oneLine(said(failure))
            + " (see "
            + command.getCommandSpec().qualifiedName()
            + " --help)");
    command.getErr().flush();
    return Failures.exitCode(command.getCommandName());
  }

  /** Of what a value could not be converted for, the class is of no use to who typed it. */
  private static String said(CommandLine.ParameterException failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\(java\\.[\\w.]+Exception: ", "(");
  }
}
