// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The openssl command, run in one directory. */
final class OpenSsl {
  private final Path directory;

  private OpenSsl(Path directory) {
    this.directory = directory;
  }

  /** Skips the test where there is no openssl, unless {@code diskmill.tools=required}. */
  static OpenSsl in(Path directory) throws IOException {
    OpenSsl openssl = new OpenSsl(directory);
    try {
      openssl.run("version");
    } catch (IOException missing) {
      if (System.getProperty("diskmill.tools", "").equals("required")) {
        throw missing;
      }
      Assumptions.abort("no openssl here");
    }
    return openssl;
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** Runs a command given as words with single spaces between. */
  String run(String words) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words.split(" ", -1)));
    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("openssl " + words + ": still running");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
    if (process.exitValue() != 0) {
      throw new AssertionError("openssl " + words + ": " + said);
    }
    return said;
  }
}
