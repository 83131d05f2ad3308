// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.grow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthTest {
  private static final byte[] DISK = Patterns.bytes(9, 3 << 20);
  private static final OpenOptions QCOW2 = OpenOptions.as("qcow2");

  @TempDir
  private Path directory;

  private Path qcow2(String options) throws IOException {
    return Files.write(
        directory.resolve("disk.qcow2"),
        Written.file(DISK, WriteOptions.of("qcow2").withAll(options), 1));
  }

  private static void assertGrown(Path file, OpenOptions options, int bytes) throws IOException {
    try (DiskImage image = Images.open(Sources.file(file), options)) {
      assertEquals(bytes, image.size());
      ByteBuffer all = ByteBuffer.allocate(bytes);
      image.read(0, all);
      assertArrayEquals(Arrays.copyOf(DISK, bytes), all.array());
    }
  }

  private static void assertRefused(String why, Path file, long bytes) throws IOException {
    byte[] before = Files.readAllBytes(file);
    UnsupportedImageException refused =
        assertThrows(UnsupportedImageException.class, () -> Growth.grow(file, QCOW2, bytes));
    assertTrue(refused.toString().contains(why), refused.toString());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void aRawFileBecomesLonger() throws IOException {
    Path file = Files.write(directory.resolve("disk"), DISK);
    Growth.grow(file, OpenOptions.as("raw"), (4 << 20) + 1);
    assertGrown(file, OpenOptions.as("raw"), (4 << 20) + 1);
  }

  @Test
  void aQcow2DiskGrowsAsFarAsItsL1TableHasRoom() throws IOException {
    // A table maps 512 clusters of 4 KiB, and the L1 table has room for 512 such tables: 1 GiB.
    Path file = qcow2("cluster_size=4k");
    long length = Files.size(file);
    Growth.grow(file, QCOW2, 9 << 20);
    assertEquals(length, Files.size(file));
    assertGrown(file, QCOW2, 9 << 20);
    try (Source source = Sources.file(file)) {
      assertTrue(Checks.check(source, QCOW2, Job.unattended()).orElseThrow().clean());
    }
    assertRefused("room for 512 entries, and 513 are needed", file, (1L << 30) + 512);
  }

  @Test
  void whatWouldShowBehindTheOldEndIsRefused() throws IOException {
    Path file = qcow2("cluster_size=4k");
    long l1 = field(file, 40);
    put(file, l1 + 3 * Long.BYTES, 1L << 63 | 4096);
    assertRefused("entries behind its end", file, 9 << 20);
    put(file, l1 + 3 * Long.BYTES, 0);
    long table = field(file, l1 + Long.BYTES) & 0x00ff_ffff_ffff_fe00L;
    put(file, table + 4096 - Long.BYTES, 1L << 63 | 4096);
    assertRefused("entries behind its end", file, 9 << 20);
  }

  @Test
  void disksThatNeedMoreThanOneWriteAreRefused() throws IOException {
    Path dirty = qcow2("lazy_refcounts=on");
    put(dirty, 72, 1);
    assertRefused("repair it", dirty, 9 << 20);
    assertRefused(
        "it would hold a disk of 9437185 bytes, no multiple of 512",
        qcow2("cluster_size=64k"),
        (9 << 20) + 1);
    Path vdi =
        Files.write(directory.resolve("disk.vdi"), Written.file(DISK, WriteOptions.of("vdi"), 1));
    assertThrows(
        UnsupportedImageException.class, () -> Growth.grow(vdi, OpenOptions.as("vdi"), 9 << 20));
  }

  @Test
  void aFileInUseOrASmallerDiskIsRefused() throws IOException {
    Path file = qcow2("cluster_size=64k");
    try (FileChannel user = FileChannel.open(file, StandardOpenOption.WRITE)) {
      user.lock();
      assertThrows(IOException.class, () -> Growth.grow(file, QCOW2, 9 << 20));
    }
    assertThrows(IllegalArgumentException.class, () -> Growth.grow(file, QCOW2, 1 << 20));
    assertGrown(file, QCOW2, DISK.length);
  }

  private static long field(Path file, long at) throws IOException {
    ByteBuffer field = ByteBuffer.allocate(Long.BYTES);
    try (FileChannel channel = FileChannel.open(file)) {
      channel.read(field, at);
    }
    return field.getLong(0);
  }

  private static void put(Path file, long at, long value) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(Long.BYTES).putLong(value).flip(), at);
    }
  }
}
