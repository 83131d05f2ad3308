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
    return file(
        Images.open(Sources.bytes("disk", ByteBuffer.wrap(disk)), OpenOptions.as("raw")),
        options,
        workers);
  }

  /** An image in another format; closes it. */
  public static byte[] file(DiskImage image, WriteOptions options, int workers) throws IOException {
    Path directory = Files.createTempDirectory("written");
    Path path = directory.resolve("file");
    try (image;
        PendingFile file = PendingFile.at(path)) {
      Conversion.of(image, options).workers(workers).writeTo(file.sink(), Job.unattended());
      file.commit();
      return Files.readAllBytes(path);
    } finally {
      Files.deleteIfExists(path);
      Files.delete(directory);
    }
  }
}
