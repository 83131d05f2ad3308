// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Crowd;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks of which only what differs from their parent is written. */
class WrittenDifferencesTest {
  @TempDir
  private Path directory;

  private static Source source(String name, byte[] file) {
    return Sources.bytes(name, ByteBuffer.wrap(file));
  }

  private static DiskImage raw(byte[] disk) throws IOException {
    return Images.open(source("disk", disk), OpenOptions.as("raw"));
  }

  private static DiskImage open(byte[] file, String format) throws IOException {
    return Images.open(source("parent", file), OpenOptions.as(format));
  }

  private byte[] child(byte[] disk, byte[] parent, WriteOptions options, int workers)
      throws IOException {
    Path path = directory.resolve("child");
    try (DiskImage image = raw(disk);
        DiskImage base = open(parent, options.format());
        PendingFile file = PendingFile.at(path)) {
      Conversion conversion = Crowd.of(workers, Conversion.of(image, options).over(base));
      conversion.writeTo(file.sink(), Job.unattended());
      file.commit();
      assertTrue(Files.size(path) <= conversion.estimate().bytes());
      assertEquals(Files.size(path), conversion.measure(Job.unattended()));
      return Files.readAllBytes(path);
    }
  }

  private static byte[] read(byte[] child, byte[] parent, String format) throws IOException {
    OpenOptions options = OpenOptions.as(format)
        .references(wanted -> wanted.name().equals("dir/parent." + format)
            ? Optional.of(source("parent", parent))
            : Optional.empty());
    try (DiskImage image = Images.open(source("child", child), options)) {
      ByteBuffer all = ByteBuffer.allocate((int) image.size());
      image.read(0, all);
      return all.array();
    }
  }

  /** Changes, zeroes and leaves stretches of any length. */
  private static byte[] changed(byte[] old, SplittableRandom random) {
    byte[] disk = old.clone();
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      int from = random.nextInt(disk.length);
      int to = Math.min(disk.length, from + 1 + random.nextInt(1 << 8 + random.nextInt(14)));
      if (random.nextInt(3) == 0) {
        Arrays.fill(disk, from, to, (byte) 0);
      } else {
        System.arraycopy(Patterns.bytes(random.nextLong(), to - from), 0, disk, from, to - from);
      }
    }
    return disk;
  }

  private static WriteOptions options(String format, String list) {
    return WriteOptions.of(format)
        .withAll(list == null ? "" : list)
        .with("backing_file", "dir/parent." + format)
        .with("backing_fmt", format);
  }

  @ParameterizedTest
  @CsvSource({"vhd, ", "vhd, force_size=on", "vhdx, ", "vhdx, block_size=1M", "vhdx, block_size=4M"
  })
  void theChildAndItsParentAreTheDisk(String format, String list) {
    WriteOptions options = options(format, list);
    Seeds.each(4, random -> {
      byte[] old = Patterns.bytes(random.nextLong(), (1 + random.nextInt(18_000)) * 512);
      byte[] parent = Written.file(old, WriteOptions.of(format), 2);
      byte[] disk = changed(old, random);
      byte[] child = child(disk, parent, options, 1);
      assertArrayEquals(disk, read(child, parent, format));
      assertArrayEquals(child, child(disk, parent, options, 16));
      CheckReport report = Checks.check(
              source("child", child), OpenOptions.as(format), Job.unattended())
          .orElseThrow();
      assertTrue(report.clean(), report.toString());
    });
  }

  /** The file has whole sectors, and nobody wants to see the parent behind the end of the disk. */
  @ParameterizedTest
  @ValueSource(strings = {"vhd", "vhdx", "vdi", "vmdk"})
  void theRestOfTheLastSectorIsZerosAndNotTheParents(String format) throws IOException {
    byte[] old = Patterns.bytes(3, 2 * 512);
    byte[] parent = Written.file(old, WriteOptions.of(format), 1);
    byte[] child = child(Arrays.copyOf(old, 513), parent, options(format, ""), 1);
    OpenOptions any =
        OpenOptions.as(format).references(wanted -> Optional.of(source("parent", parent)));
    byte[] expected = Arrays.copyOf(Arrays.copyOf(old, 513), old.length);
    assertArrayEquals(expected, Memory.content(Images.open(source("child", child), any)));
  }

  @Test
  void aChunkWhoseLastBlockDiffersWhollyKeepsTheBitsOfTheOthers() throws IOException {
    byte[] old = Patterns.bytes(1, 2 << 20);
    byte[] disk = old.clone();
    disk[700_000] ^= 1;
    System.arraycopy(Patterns.bytes(2, 1 << 20), 0, disk, 1 << 20, 1 << 20);
    byte[] parent = Written.file(old, WriteOptions.of("vhdx"), 2);
    byte[] child = child(disk, parent, options("vhdx", "block_size=1M"), 2);
    assertArrayEquals(disk, read(child, parent, "vhdx"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vhd", "vhdx"})
  void aSectorThatIsTheSameIsLeftToTheParent(String format) throws IOException {
    byte[] old = Patterns.bytes(1, 6 << 20);
    byte[] disk = old.clone();
    disk[3 << 20] ^= 1;
    byte[] parent = Written.file(old, WriteOptions.of(format), 2);
    byte[] child = child(disk, parent, options(format, ""), 2);
    // What the child does not have reads as the parent has it, even if that was changed since.
    byte[] other = Written.file(new byte[6 << 20], WriteOptions.of(format), 2);
    byte[] mixed = lenient(child, other, format);
    assertArrayEquals(
        Arrays.copyOfRange(disk, 3 << 20, (3 << 20) + 512),
        Arrays.copyOfRange(mixed, 3 << 20, (3 << 20) + 512));
    Arrays.fill(mixed, 3 << 20, (3 << 20) + 512, (byte) 0);
    assertArrayEquals(new byte[6 << 20], mixed);
  }

  private static byte[] lenient(byte[] child, byte[] parent, String format) throws IOException {
    OpenOptions options = OpenOptions.as(format)
        .lenient(true)
        .references(wanted -> Optional.of(source("parent", parent)));
    try (DiskImage image = Images.open(source("child", child), options)) {
      ByteBuffer all = ByteBuffer.allocate((int) image.size());
      image.read(0, all);
      return all.array();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vhd", "vhdx"})
  void aChildOfAnotherDiskIsRefusedByItsParent(String format) throws IOException {
    byte[] old = Patterns.bytes(1, 1 << 20);
    byte[] parent = Written.file(old, WriteOptions.of(format), 2);
    byte[] stranger = Written.file(
        old, WriteOptions.of(format).with("uuid", "01234567-89ab-cdef-0123-456789abcdef"), 2);
    byte[] child = child(Patterns.bytes(2, 1 << 20), parent, options(format, ""), 2);
    assertThrows(CorruptImageException.class, () -> read(child, stranger, format));
  }

  @Test
  void theGuestSeesTheParentsIdentifierOfTheDisk() throws IOException {
    byte[] old = Patterns.bytes(1, 1 << 20);
    byte[] parent = Written.file(old, WriteOptions.of("vhdx"), 2);
    byte[] child = child(Patterns.bytes(2, 1 << 20), parent, options("vhdx", ""), 2);
    Map<String, Object> ofParent =
        Images.info(source("parent", parent), OpenOptions.as("vhdx")).details();
    Map<String, Object> ofChild =
        Images.info(source("child", child), OpenOptions.as("vhdx")).details();
    assertEquals(ofParent.get("disk-id"), ofChild.get("disk-id"));
    assertNotEquals(ofParent.get("data-write-guid"), ofChild.get("data-write-guid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vhd", "vhdx"})
  void aParentOfAnotherSizeOrFormatIsRefused(String format) throws IOException {
    byte[] parent = Written.file(new byte[2 << 20], WriteOptions.of(format), 2);
    UnsupportedImageException size = assertThrows(
        UnsupportedImageException.class,
        () -> child(new byte[1 << 20], parent, options(format, ""), 1));
    assertTrue(size.toString().contains("as large as its parent"), size.toString());
    WriteOptions raw = WriteOptions.of(format).withAll("backing_file=a,backing_fmt=raw");
    try (DiskImage image = raw(new byte[512])) {
      assertThrows(UnsupportedImageException.class, () -> Conversion.of(image, raw));
      assertThrows(
          IllegalArgumentException.class,
          () -> Conversion.of(image, options(format, "subformat=fixed")));
      assertEquals(true, Conversion.of(image, options(format, "")).needs().reserves());
    }
  }
}
