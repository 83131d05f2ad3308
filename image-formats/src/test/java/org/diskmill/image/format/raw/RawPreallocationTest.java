// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.raw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw disks whose zeros take storage. */
class RawPreallocationTest {
  private static final WriteOptions FULL = WriteOptions.of("raw").with("preallocation", "full");

  @TempDir
  private Path directory;

  @Test
  void theBytesAreTheDisksWhateverTheMode() {
    Seeds.each(5, random -> {
      byte[] disk = Disks.random(random);
      for (String mode : new String[] {"off", "falloc", "full"}) {
        byte[] file = Written.file(disk, WriteOptions.of("raw").with("preallocation", mode), 4);
        assertArrayEquals(disk, file);
      }
    });
  }

  @Test
  void noneOfTheFileIsAHole() throws IOException {
    byte[] disk = new byte[8 << 20];
    disk[5 << 20] = 1;
    for (WriteOptions kind : new WriteOptions[] {FULL, FULL.with("preallocation", "falloc")}) {
      Path path = directory.resolve("full");
      write(disk, kind, path);
      assertArrayEquals(disk, Files.readAllBytes(path));
      try (DiskImage image = Images.open(Sources.file(path), OpenOptions.as("raw"))) {
        Extent.Resolved first = image.extents(0, disk.length).next();
        assertEquals(disk.length, Objects.requireNonNull(first).length());
      }
    }
  }

  @Test
  void aModeThatRawDisksDoNotHaveIsRefused() {
    IllegalArgumentException refused = assertThrows(
        IllegalArgumentException.class,
        () -> write(
            new byte[512], FULL.with("preallocation", "metadata"), directory.resolve("none")));
    assertEquals(
        "option 'preallocation': 'metadata' is neither off, falloc nor full", refused.getMessage());
  }

  private static void write(byte[] disk, WriteOptions kind, Path path) throws IOException {
    try (DiskImage image =
            Images.open(Sources.bytes("disk", ByteBuffer.wrap(disk)), OpenOptions.as("raw"));
        PendingFile file = PendingFile.at(path)) {
      Conversion.of(image, kind).writeTo(file.sink(), Job.unattended());
      file.commit();
    }
  }
}
