// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.diskmill.io.FileOps;

/**
 * What nearly every command needs, begun while the command line is parsed, which takes about as long:
 * native libraries.
 */
final class EarlyStart {
  private EarlyStart() {}

  /** Begins on a thread that nobody has to wait for. */
  static Thread begin() {
    Thread thread = new Thread(EarlyStart::run, "diskmill-early");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void run() {
    try {
      loadNatives();
    } catch (IOException | RuntimeException | ServiceConfigurationError | LinkageError later) {
      // Whoever needs it meets the same, and can say what for.
      if (Boolean.getBoolean("diskmill.trace")) {
        System.err.println("diskmill: early: " + later);
      }
    }
  }

  private static void loadNatives() throws IOException {
    for (FileOps files : ServiceLoader.load(FileOps.class)) {
      Optional<FileOps.HoleMap> holes = files.holes(Path.of(""));
      if (holes.isPresent()) {
        holes.get().close();
      }
    }
  }
}
