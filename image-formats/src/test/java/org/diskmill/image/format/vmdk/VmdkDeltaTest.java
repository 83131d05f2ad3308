// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Changed;
import org.diskmill.image.contract.Crowd;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Sinks;
import org.diskmill.io.Sources;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VMDKs that hold only what differs from a parent. */
class VmdkDeltaTest {
  private static final WriteOptions DELTA =
      WriteOptions.of("vmdk").with("backing_file", "base.vmdk");
  private static final List<WriteOptions> KINDS = List.of(
      DELTA,
      DELTA.with("zeroed_grain", "on"),
      DELTA.with("subformat", "twoGbMaxExtentSparse").with("zeroed_grain", "on"));

  @TempDir
  private Path directory;

  private SortedMap<String, byte[]> write(byte[] disk, Disk target, WriteOptions kind, int workers)
      throws IOException {
    try (DiskImage image = Disk.raw(disk);
        DiskImage base = target.open("base.vmdk")) {
      Conversion conversion =
          Crowd.of(workers, Conversion.of(image, kind).over(base).named("top.vmdk"));
      SortedMap<String, byte[]> files = target.write(conversion, "top.vmdk");
      long bytes = files.values().stream().mapToLong(file -> file.length).sum();
      assertTrue(bytes <= conversion.estimate().bytes(), "longer than estimated");
      assertEquals(bytes, conversion.measure(Job.unattended()));
      return files;
    }
  }

  @Test
  void aDeltaOverItsParentIsTheDiskAndTheSameByAnyNumberOfWorkers() {
    Seeds.each(5, random -> {
      byte[] base = Disks.ofSectors(random);
      byte[] disk = Changed.disk(base, random);
      Disk target = new Disk(Files.createTempDirectory(directory, "one"));
      try (DiskImage image = Disk.raw(base)) {
        target.write(Conversion.of(image, WriteOptions.of("vmdk")), "base.vmdk");
      }
      for (WriteOptions kind : KINDS) {
        SortedMap<String, byte[]> files = write(disk, target, kind, 1);
        assertArrayEquals(disk, Memory.content(target.open("top.vmdk")), kind.toString());
        write(disk, target, kind, 16)
            .forEach((name, bytes) -> assertArrayEquals(files.get(name), bytes, name));
      }
    });
  }

  @Test
  void aBackingNameThatDoesNotFitIsRefusedBeforeTheDiskIsRead() throws IOException {
    Disk target = new Disk(directory);
    try (DiskImage image = Disk.raw(Patterns.bytes(1, 1 << 20))) {
      target.write(Conversion.of(image, WriteOptions.of("vmdk")), "base.vmdk");
    }
    CountingSource counted =
        new CountingSource(Sources.bytes("disk", ByteBuffer.wrap(Patterns.bytes(2, 1 << 20))));
    try (DiskImage image = Images.open(counted, OpenOptions.as("raw"));
        DiskImage base = target.open("base.vmdk")) {
      WriteOptions named = DELTA.with("backing_file", "x".repeat(10_000));
      Conversion conversion = Conversion.of(image, named).over(base);
      long before = counted.bytes();
      assertThrows(
          IllegalArgumentException.class,
          () -> conversion.writeTo(Sinks.counting(), Job.unattended()));
      assertEquals(before, counted.bytes());
    }
  }

  /** Its id is made of its size alone: the text goes out before the data are known. */
  @Test
  void nothingIsBasedOnAStreamThatNoChildCouldKnow() throws IOException {
    Disk target = new Disk(directory);
    byte[] old = Patterns.bytes(1, 1 << 20);
    WriteOptions stream = WriteOptions.of("vmdk").with("subformat", "streamOptimized");
    try (DiskImage image = Disk.raw(old)) {
      target.write(Conversion.of(image, stream), "base.vmdk");
    }
    UnsupportedImageException refused = assertThrows(
        UnsupportedImageException.class, () -> write(Patterns.bytes(2, 1 << 20), target, DELTA, 2));
    assertTrue(refused.toString().contains("convert it"), refused.toString());
    // Another maker's has an id of its own.
    byte[] file = Files.readAllBytes(directory.resolve("base.vmdk"));
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("CID=") + 4;
    assertNotEquals("ffff", text.substring(at, at + 4));
    System.arraycopy("12345678".getBytes(StandardCharsets.US_ASCII), 0, file, at, 8);
    Files.write(directory.resolve("base.vmdk"), file);
    byte[] disk = Patterns.bytes(2, 1 << 20);
    write(disk, target, DELTA, 2);
    assertArrayEquals(disk, Memory.content(target.open("top.vmdk")));
  }

  @Test
  void noIdIsOneThatHasAMeaning() {
    assertEquals(Descriptor.NO_HISTORY, ContentId.of(0));
    for (long sum :
        List.of(1L, -1L, Long.MIN_VALUE, inverse(0xffff_ffffL), inverse(0xffff_fffeL))) {
      long id = ContentId.of(sum);
      assertTrue(id >= 0 && id < Descriptor.NO_HISTORY, sum + ": " + id);
    }
  }

  /** A sum that would get that id, if it had no meaning. */
  private static long inverse(long id) {
    long mix = 0x9E37_79B9_7F4A_7C15L;
    long odd = mix;
    for (int i = 0; i < 6; i++) {
      odd *= 2 - mix * odd;
    }
    return (id << 32) * odd;
  }

  @Test
  void zerosOverAParentsDataAreMarkedOrStored() throws IOException {
    Disk target = new Disk(directory);
    try (DiskImage image = Disk.raw(Patterns.bytes(5, 1 << 20))) {
      target.write(Conversion.of(image, WriteOptions.of("vmdk")), "base.vmdk");
    }
    int empty = 128 << 9;
    int marked = size(write(new byte[1 << 20], target, KINDS.get(1), 2));
    assertEquals(empty, marked);
    assertEquals(empty + (1 << 20), size(write(new byte[1 << 20], target, DELTA, 2)));
    assertArrayEquals(new byte[1 << 20], Memory.content(target.open("top.vmdk")));
  }

  private static int size(SortedMap<String, byte[]> files) {
    return files.values().stream().mapToInt(file -> file.length).sum();
  }

  @Test
  void theParentMustBeGivenNamedAndAVmdk() throws IOException {
    try (DiskImage disk = Disk.raw(new byte[512])) {
      Conversion nameOnly = Conversion.of(disk, DELTA);
      assertThrows(
          IllegalArgumentException.class, () -> new Disk(directory).write(nameOnly, "top.vmdk"));
      Conversion raw = Conversion.of(disk, DELTA).over(disk);
      assertThrows(
          UnsupportedImageException.class, () -> new Disk(directory).write(raw, "top.vmdk"));
      assertThrows(
          UnsupportedImageException.class, () -> raw.writeTo(Sinks.counting(), Job.unattended()));
    }
  }

  @Test
  void aTextThatIsLongerThanItsRoomIsNotWritten() throws IOException {
    Disk target = new Disk(directory);
    try (DiskImage image = Disk.raw(new byte[512])) {
      target.write(Conversion.of(image, WriteOptions.of("vmdk")), "base.vmdk");
    }
    WriteOptions tooLong = DELTA.with("backing_file", "é".repeat(5000));
    IllegalArgumentException refused = assertThrows(
        IllegalArgumentException.class, () -> write(new byte[512], target, tooLong, 1));
    assertTrue(refused.toString().contains("backing_file"), refused.toString());
  }
}
