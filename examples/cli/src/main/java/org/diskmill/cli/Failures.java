// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;

/** Turns what went wrong into one line on standard error and an exit code. No stack trace is shown. */
final class Failures
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IExitCodeExceptionMapper {
  static final int EXIT_ERROR = 2;
  static final int EXIT_INTERRUPTED = 130;

  /** The exit code of a command that could not do its work. That of {@code check} means "corrupt". */
  static int exitCode(String command) {
    return command.equals("check") ? CheckCommand.EXIT_NOT_CHECKED : EXIT_ERROR;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("diskmill: " + line(failure));
    command.getErr().flush();
    if (Boolean.getBoolean("diskmill.trace")) {
      failure.printStackTrace(command.getErr());
    }
    return failure instanceof CancellationException
        ? EXIT_INTERRUPTED
        : exitCode(command.getCommandName());
  }

  @Override
  public int getExitCode(Throwable failure) {
    return EXIT_ERROR;
  }

  static String line(Throwable failure) {
    return Text.oneLine(described(failure));
  }

  private static String described(Throwable failure) {
    if (failure instanceof NoSuchFileException missing && missing.getReason() == null) {
      return missing.getFile() + ": no such file";
    }
    if (failure instanceof AccessDeniedException denied && denied.getReason() == null) {
      return denied.getFile() + ": permission denied";
    }
    if (failure instanceof FileSystemException broken) {
      String reason = broken.getReason();
      return broken.getFile() + ": "
          + (reason == null ? broken.getClass().getSimpleName() : reason);
    }
    String message = failure.getMessage();
    if (message == null) {
      return failure.getClass().getSimpleName();
    }
    boolean ours = failure instanceof IOException
        || failure instanceof IllegalArgumentException
        || failure instanceof CancellationException;
    return ours ? message : failure.getClass().getSimpleName() + ": " + message;
  }
}
