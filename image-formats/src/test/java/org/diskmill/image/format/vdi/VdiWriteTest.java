// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.References;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Changed;
import org.diskmill.image.contract.Crowd;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VdiWriteTest {
  private static final WriteOptions DYNAMIC = WriteOptions.of("vdi");
  private static final WriteOptions STATIC = DYNAMIC.with("static", "on");
  private static final WriteOptions CHILD = DYNAMIC.with("backing_file", "base.vdi");

  @TempDir
  private Path directory;

  private static DiskImage raw(byte[] disk) throws IOException {
    return Memory.open(Map.of("disk", disk), "disk", "raw");
  }

  private DiskImage open(String name) throws IOException {
    return Images.open(
        Sources.file(directory.resolve(name)),
        OpenOptions.as("vdi").references(References.in(directory)));
  }

  private byte[] write(Conversion conversion, String name) throws IOException {
    try (PendingFiles files = PendingFiles.at(directory.resolve(name))) {
      conversion.writeTo(files, Job.unattended());
      files.commit();
    }
    return Files.readAllBytes(directory.resolve(name));
  }

  @Test
  void whatIsWrittenReadsBackAndIsAsLongAsMeasured() {
    Seeds.each(6, random -> {
      byte[] disk = Disks.random(random);
      for (WriteOptions kind : List.of(DYNAMIC, STATIC)) {
        byte[] file = Written.file(disk, kind, 2);
        byte[] whole = Arrays.copyOf(disk, (disk.length + 511) / 512 * 512);
        assertArrayEquals(whole, Memory.content(Memory.open(Map.of("v", file), "v", "vdi")));
        try (DiskImage image = raw(disk)) {
          assertEquals(
              new SizeEstimate(file.length, true), Conversion.of(image, kind).estimate());
        }
      }
    });
  }

  @Test
  void aChildOverItsParentIsTheDiskAndTheSameByAnyNumberOfWorkers() {
    Seeds.each(5, random -> {
      byte[] base = Disks.ofSectors(random);
      byte[] disk = Changed.disk(base, random);
      try (DiskImage image = raw(base)) {
        write(Conversion.of(image, DYNAMIC), "base.vdi");
      }
      try (DiskImage image = raw(disk);
          DiskImage parent = open("base.vdi")) {
        Conversion conversion = Conversion.of(image, CHILD).over(parent);
        byte[] one = write(conversion.workers(1), "top.vdi");
        assertTrue(one.length <= conversion.estimate().bytes());
        assertArrayEquals(disk, Memory.content(open("top.vdi")));
        assertArrayEquals(one, write(Crowd.of(16, conversion), "top.vdi"));
      }
    });
  }

  @Test
  void zerosOverAParentsDataTakeNoSpace() throws IOException {
    try (DiskImage image = raw(Patterns.bytes(5, 2 << 20))) {
      write(Conversion.of(image, DYNAMIC), "base.vdi");
    }
    try (DiskImage image = raw(new byte[2 << 20]);
        DiskImage parent = open("base.vdi")) {
      assertEquals(4096, write(Conversion.of(image, CHILD).over(parent), "top.vdi").length);
    }
    assertArrayEquals(new byte[2 << 20], Memory.content(open("top.vdi")));
  }

  @Test
  void disksOfDifferentNamesHaveDifferentIds() throws IOException {
    try (DiskImage image = raw(new byte[512])) {
      byte[] first = write(Conversion.of(image, DYNAMIC), "a.vdi");
      assertArrayEquals(first, write(Conversion.of(image, DYNAMIC), "a.vdi"));
      byte[] second = write(Conversion.of(image, DYNAMIC), "b.vdi");
      assertNotEquals(VdiFiles.wrap(first).getLong(0x188), VdiFiles.wrap(second).getLong(0x188));
    }
  }

  @Test
  void childrenThatStoreOtherThingsHaveOtherIds() throws IOException {
    byte[] disk = new byte[3 << 20];
    try (DiskImage image = raw(Patterns.bytes(1, disk.length))) {
      write(Conversion.of(image, DYNAMIC), "base.vdi");
    }
    byte[] data = disk.clone();
    data[0] = 1;
    byte[] moved = disk.clone();
    moved[1 << 20] = 1;
    byte[] changed = data.clone();
    changed[512] = 1;
    Set<UUID> ids = new HashSet<>();
    Set<UUID> modifications = new HashSet<>();
    for (byte[] one : List.of(disk, data, moved, changed, data)) {
      try (DiskImage image = raw(one);
          DiskImage parent = open("base.vdi")) {
        ByteBuffer child =
            VdiFiles.wrap(write(Conversion.of(image, CHILD).over(parent), "child.vdi"));
        ids.add(new UUID(child.getLong(0x188), child.getLong(0x190)));
        modifications.add(new UUID(child.getLong(0x198), child.getLong(0x1a0)));
      }
    }
    assertEquals(4, ids.size());
    assertEquals(4, modifications.size());
  }

  @Test
  void theMapOfALargeDiskIsNeverInMemoryAsAWhole() throws IOException {
    long size = 1L << 40;
    try (DiskImage image = Images.zeros(1 << 20)) {
      write(Conversion.of(image, DYNAMIC), "base.vdi");
    }
    try (DiskImage image = Images.zeros(size);
        DiskImage parent = Images.resized(open("base.vdi"), size)) {
      for (Conversion conversion :
          List.of(Conversion.of(image, DYNAMIC), Conversion.of(image, CHILD).over(parent))) {
        LongestWrite file = new LongestWrite();
        conversion.writeTo(file, Job.unattended());
        assertEquals(conversion.estimate().bytes(), file.position());
        assertTrue(file.bytes() <= 1 << 20, () -> file.bytes() + " bytes at once");
      }
    }
  }

  @Test
  void theLargestVdiHasItsBlocksBehindItsMap() throws IOException {
    VdiLayout layout = VdiLayout.of(0x1fff_ff80L << 20);
    assertEquals(1L << 31, layout.dataAt());
    assertEquals((1L << 31) + (1 << 20), layout.fileBytes(1));
  }

  @Test
  void whatCannotBeWrittenIsRefused() throws IOException {
    try (DiskImage image = raw(new byte[512])) {
      assertThrows(
          IllegalArgumentException.class, () -> Conversion.of(image, CHILD.with("static", "on")));
      assertThrows(
          UnsupportedImageException.class, () -> Conversion.of(image, DYNAMIC.compressed(true)));
      assertThrows(
          IllegalArgumentException.class, () -> write(Conversion.of(image, CHILD), "top.vdi"));
      assertThrows(
          UnsupportedImageException.class,
          () -> write(Conversion.of(image, CHILD).over(image), "top.vdi"));
    }
  }
}
