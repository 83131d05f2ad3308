// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.diskmill.image.write.Conversion;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.PositionedSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Sinks;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Where a conversion can go: a file that appears when whole, a device, or a pipe. */
final class Destinations {
  private static final int FILE_TYPE = 0xf000;
  private static final int BLOCK_DEVICE = 0x6000;

  private Destinations() {}

  static void path(Path path, Conversion conversion, Job job) throws IOException {
    if (!Files.exists(path) || Files.isRegularFile(path) || Files.isDirectory(path)) {
      try (PendingFiles files = PendingFiles.at(path)) {
        conversion.writeTo(files, job);
        files.commit();
      }
    } else if (isBlockDevice(path)) {
      try (PositionedSink device = Sinks.device(path)) {
        conversion.writeTo(device, job);
      }
    } else {
      try (OutputStream pipe = Pipes.open(path, job)) {
        stream(path.toString(), pipe, conversion, job);
      }
    }
  }

  static void standardOutput(Conversion conversion, Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      stream("standard output", out, conversion, job);
    }
  }

  /** A format that is completed at its beginning is made in a temporary file first. */
  private static void stream(String name, OutputStream out, Conversion conversion, Job job)
      throws IOException {
    try (Sink sink = Sinks.stream(name, out)) {
      if (!conversion.needs().reserves()) {
        conversion.writeTo(sink, job);
        return;
      }
      Path directory = Files.createTempDirectory("diskmill-");
      Path whole = directory.resolve("image");
      try {
        try (PositionedSink file = Sinks.newFile(whole)) {
          conversion.writeTo(file, job);
        }
        try (Source source = Sources.file(whole)) {
          Sources.copy(source, sink, "writing " + name, job);
        }
      } finally {
        Files.deleteIfExists(whole);
        Files.deleteIfExists(directory);
      }
    }
  }

  private static boolean isBlockDevice(Path path) throws IOException {
    Object mode = Files.getAttribute(path, "unix:mode");
    return mode instanceof Integer bits && (bits & FILE_TYPE) == BLOCK_DEVICE;
  }
}
