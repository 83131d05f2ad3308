// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.FileOps;
import org.diskmill.io.Job;
import org.diskmill.io.Sink;
import org.diskmill.io.Sinks;
import org.diskmill.io.Sources;

/**
 * What nearly every command needs, begun while the command line is parsed, which takes about as long:
 * native libraries, and for a conversion the classes that it runs through.
 */
final class EarlyStart {
  private EarlyStart() {}

  static void begin(String... arguments) {
    boolean converts = arguments.length > 0 && arguments[0].equals("convert");
    Thread thread = new Thread(() -> run(converts), "diskmill-early");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run(boolean converts) {
    try {
      loadNatives();
      if (converts) {
        rehearse();
      }
    } catch (IOException | RuntimeException | LinkageError later) {
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

  /** Converts a few bytes to nowhere. */
  private static void rehearse() throws IOException {
    ByteBuffer disk = ByteBuffer.allocate(8192).put(0, (byte) 1);
    try (DiskImage image = Images.open(Sources.bytes("rehearsal", disk), OpenOptions.as("raw"));
        Sink nowhere = Sinks.counting()) {
      Conversion.of(image, WriteOptions.of("raw")).writeTo(nowhere, Job.unattended());
    }
  }
}
