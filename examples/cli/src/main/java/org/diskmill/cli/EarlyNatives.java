// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.diskmill.io.FileOps;

/**
 * Loads the native libraries while the command line is parsed: both take about as long, and nearly
 * every command needs both.
 */
final class EarlyNatives {
  private EarlyNatives() {}

  static void begin() {
    Thread loading = new Thread(EarlyNatives::load, "diskmill-natives");
    loading.setDaemon(true);
    loading.start();
  }

  private static void load() {
    try {
      for (FileOps files : ServiceLoader.load(FileOps.class)) {
        Optional<FileOps.HoleMap> holes = files.holes(Path.of(""));
        if (holes.isPresent()) {
          holes.get().close();
        }
      }
    } catch (IOException | RuntimeException | LinkageError later) {
      // Whoever needs them meets the same, and can say what for.
      loadedWithout(later);
    }
  }

  private static void loadedWithout(Throwable reason) {
    if (Boolean.getBoolean("diskmill.trace")) {
      System.err.println("diskmill: natives: " + reason);
    }
  }
}
