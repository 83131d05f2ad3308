// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongUnaryOperator;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Written;
import org.diskmill.io.Job;
import org.diskmill.io.Sinks;
import org.diskmill.io.Sources;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** File systems that share storage change what is read, and never what is written. */
class SharingTest {
  @TempDir
  private Path directory;

  private static DiskImage image(byte[] from) throws IOException {
    return Images.open(Sources.bytes("from", ByteBuffer.wrap(from)), OpenOptions.as("qcow2"));
  }

  private Path written(DiskImage image, WriteOptions options, LongUnaryOperator howMuch)
      throws IOException {
    Path path = directory.resolve("shared");
    Files.deleteIfExists(path);
    try (SharingSink sink = new SharingSink(Sinks.newFile(path), howMuch)) {
      Conversion.of(image, options).workers(3).writeTo(sink, Job.unattended());
    }
    return path;
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "qcow2", "vmdk", "vhd", "vhdx", "vdi", "parallels"})
  void theBytesAreTheSameHoweverMuchIsShared(String format) {
    Seeds.each(4, random -> {
      byte[] disk = Disks.ofSectors(random);
      byte[] from = Written.file(disk, WriteOptions.of("qcow2"), 1);
      WriteOptions options = WriteOptions.of(format);
      int denominator = 1 + random.nextInt(5);
      byte[] usual = Written.file(image(from), options, 2);
      try (DiskImage image = image(from)) {
        Path path = written(image, options, length -> length / 512 / denominator * 512);
        assertArrayEquals(usual, Files.readAllBytes(path));
      }
    });
  }

  @Test
  void whatIsSharedIsNotRead() throws IOException {
    byte[] disk = Patterns.bytes(1, 5 << 20);
    CountingSource counted = new CountingSource(Sources.bytes("disk", ByteBuffer.wrap(disk)));
    Path path = directory.resolve("shared");
    try (DiskImage image = Images.open(counted, OpenOptions.as("raw"));
        SharingSink sink = new SharingSink(Sinks.newFile(path), length -> length)) {
      Conversion.of(image, WriteOptions.of("raw")).writeTo(sink, Job.unattended());
      assertEquals(disk.length, sink.shared());
      assertEquals(0, counted.bytesReadAgain());
      assertTrue(counted.bytes() <= disk.length, counted.bytes() + " bytes read");
    }
    assertArrayEquals(disk, Files.readAllBytes(path));
  }

  /** An id of the content needs every byte, but nothing is stored twice. */
  @ParameterizedTest
  @ValueSource(strings = {"vdi", "vhdx"})
  void whatIsSharedIsReadOnceForItsSum(String format) throws IOException {
    byte[] disk = Patterns.bytes(1, 5 << 20);
    CountingSource counted = new CountingSource(Sources.bytes("disk", ByteBuffer.wrap(disk)));
    try (DiskImage image = Images.open(counted, OpenOptions.as("raw"));
        SharingSink sink =
            new SharingSink(Sinks.newFile(directory.resolve("shared")), length -> length)) {
      long before = counted.bytes();
      Conversion.of(image, WriteOptions.of(format)).writeTo(sink, Job.unattended());
      assertEquals(disk.length, sink.shared());
      // Once by the sink of this test, which shares by copying.
      assertEquals(2L * disk.length, counted.bytes() - before);
    }
  }
}
