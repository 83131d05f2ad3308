// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Sources;

/** Files that our own writers make. */
public final class Written {
  private Written() {}

  /** The disk in a format, by that many workers. */
  public static byte[] file(byte[] disk, WriteOptions options, int workers) throws IOException {
    return file(raw(disk), options, workers);
  }

  /** What of a disk differs from a base, which has the format that the options give it. */
  public static byte[] over(byte[] base, byte[] disk, WriteOptions options) throws IOException {
    OpenOptions format = OpenOptions.as(options.value("backing_fmt").orElse("raw"));
    try (DiskImage under = Images.open(Sources.bytes("base", ByteBuffer.wrap(base)), format);
        DiskImage image = raw(disk)) {
      return file(Conversion.of(image, options).over(under));
    }
  }

  private static DiskImage raw(byte[] disk) throws IOException {
    return Images.open(Sources.bytes("disk", ByteBuffer.wrap(disk)), OpenOptions.as("raw"));
  }

  /** An image in another format; closes it. */
  public static byte[] file(DiskImage image, WriteOptions options, int workers) throws IOException {
    try (image) {
      return file(Crowd.of(workers, Conversion.of(image, options)));
    }
  }

  private static byte[] file(Conversion conversion) throws IOException {
    Path directory = Files.createTempDirectory("written");
    Path path = directory.resolve("file");
    try (PendingFile file = PendingFile.at(path)) {
      conversion.writeTo(file.sink(), Job.unattended());
      file.commit();
      return Files.readAllBytes(path);
    } finally {
      Files.deleteIfExists(path);
      Files.delete(directory);
    }
  }
}
