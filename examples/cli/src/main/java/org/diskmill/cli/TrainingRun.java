// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Several commands in one JVM, for {@code class-data.sh}: a JVM learns from one run what its class
 * data are to hold.
 */
final class TrainingRun {
  private TrainingRun() {}

  /** Runs the command on each line of the file that is named; tabs separate its words. */
  public static void main(String[] arguments) throws IOException {
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      int code = Diskmill.run(line.split("\t"));
      if (code != 0) {
        throw new IllegalStateException("exit code " + code + ": " + line);
      }
    }
  }
}
