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
            + Text.oneLine(String.valueOf(failure.getMessage()))
            + " (see "
            + command.getCommandSpec().qualifiedName()
            + " --help)");
    command.getErr().flush();
    return Failures.EXIT_ERROR;
  }
}
