// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of others, which our results are held against. */
final class Tools {
  private static final long MINUTES = 5;

  /** What a program printed, both streams together, and how it ended. */
  record Result(int exit, String output) {}

  private Tools() {}

  /** Skips the test where a program is missing; fails it where it must not be. */
  static void need(String program) {
    boolean there = false;
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      there |= Files.isExecutable(Path.of(folder, program));
    }
    if (!there && "required".equals(System.getProperty("diskmill.tools"))) {
      throw new AssertionError(program + " is not installed, and diskmill.tools=required");
    }
    assumeTrue(there, program + " is not installed");
  }

  static Result run(List<String> command) {
    return run(Path.of("").toAbsolutePath(), command);
  }

  /** In a directory: QEMU looks for some of the files that an image names in the current one. */
  static Result run(Path directory, List<String> command) {
    try {
      Path output = Files.createTempFile("tool", ".out");
      try {
        Process process = new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(output.toFile())
            .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError(command + ": still running after " + MINUTES + " minutes");
        }
        String text = Files.readString(output, StandardCharsets.ISO_8859_1);
        return new Result(process.exitValue(), text);
      } finally {
        Files.delete(output);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  /** Runs a program that must succeed. */
  static String ok(String... command) {
    return okIn(Path.of("").toAbsolutePath(), command);
  }

  /** Runs a program in a directory, where it must succeed. */
  static String okIn(Path directory, String... command) {
    Result result = run(directory, List.of(command));
    if (result.exit() != 0) {
      throw new AssertionError(
          List.of(command) + ": exit " + result.exit() + ": " + result.output());
    }
    return result.output();
  }
}
