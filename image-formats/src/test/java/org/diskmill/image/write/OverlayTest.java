// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Crowd;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Sources;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing only what differs from another disk. */
class OverlayTest {
  private static final WriteOptions PLAIN = WriteOptions.of("qcow2").withAll("backing_file=base");
  private static final List<WriteOptions> KINDS = List.of(
      PLAIN,
      PLAIN.with("cluster_size", "512"),
      PLAIN.with("cluster_size", "2M"),
      PLAIN.with("compat", "0.10"),
      PLAIN.with("extended_l2", "on"),
      PLAIN.compressed(true));

  @TempDir
  private Path directory;

  private byte[] overlay(DiskImage disk, DiskImage base, WriteOptions options, int workers)
      throws IOException {
    Path path = directory.resolve("overlay");
    try (disk;
        base;
        PendingFile file = PendingFile.at(path)) {
      Conversion conversion = Crowd.of(workers, Conversion.of(disk, options).over(base));
      long most = conversion.estimate().bytes();
      conversion.writeTo(file.sink(), Job.unattended());
      file.commit();
      assertTrue(Files.size(path) <= most, "longer than estimated");
    }
    return Files.readAllBytes(path);
  }

  private static DiskImage raw(byte[] disk) throws IOException {
    return Memory.open(Map.of("disk", disk), "disk", "raw");
  }

  /** The base with some stretches changed, some zeroed, and another size. */
  private static byte[] changed(byte[] base, SplittableRandom random) {
    int size = Math.max(1, base.length + random.nextInt(400_000) - 200_000);
    byte[] disk = Arrays.copyOf(base, size);
    for (int i = 0; i < 5; i++) {
      int at = random.nextInt(size);
      int length = Math.min(size - at, random.nextInt(150_000));
      byte[] with = random.nextBoolean() ? new byte[length] : Patterns.bytes(i + 5, length);
      System.arraycopy(with, 0, disk, at, length);
    }
    return disk;
  }

  @Test
  void anOverlayOverItsBaseIsTheDisk() {
    Seeds.each(4, random -> {
      byte[] base = Disks.random(random);
      byte[] disk = changed(base, random);
      byte[] packed = Written.file(base, WriteOptions.of("qcow2").compressed(true), 2);
      for (WriteOptions kind : KINDS) {
        byte[] overRaw = overlay(raw(disk), raw(base), kind.with("backing_fmt", "raw"), 2);
        Map<String, byte[]> files = Map.of("top", overRaw, "base", base);
        assertArrayEquals(disk, Memory.content(Memory.open(files, "top", "qcow2")), kind + "");

        DiskImage qcow2 = Memory.open(Map.of("base", packed), "base", "qcow2");
        byte[] over = overlay(raw(disk), qcow2, kind.with("backing_fmt", "qcow2"), 2);
        files = Map.of("top", over, "base", packed);
        assertArrayEquals(disk, Memory.content(Memory.open(files, "top", "qcow2")), kind + "");
      }
    });
  }

  /** The end is inside a sector, a cluster and a read. */
  @Test
  void behindTheEndOfAShortBackingFileThereAreZeros() throws IOException {
    byte[] base = Patterns.bytes(5, 70_001);
    byte[] longer = Arrays.copyOf(base, 300_000);
    byte[] over = overlay(raw(longer), raw(longer), PLAIN.with("backing_fmt", "raw"), 1);
    Map<String, byte[]> files = Map.of("top", over, "base", base);
    try (DiskImage image = Memory.open(files, "top", "qcow2")) {
      for (int from : new int[] {0, 69_999, 70_001, 131_071, 299_999}) {
        ByteBuffer read = ByteBuffer.allocate(Math.min(100_000, longer.length - from));
        image.read(from, read);
        byte[] expected = Arrays.copyOfRange(longer, from, from + read.capacity());
        assertArrayEquals(expected, read.array(), "from " + from);
      }
    }
  }

  @Test
  void oneWorkerAndSixteenWriteTheSameOverlay() {
    Seeds.each(3, random -> {
      byte[] base = Disks.random(random);
      byte[] disk = changed(base, random);
      for (WriteOptions kind : KINDS) {
        WriteOptions options = kind.with("backing_fmt", "raw");
        assertArrayEquals(
            overlay(raw(disk), raw(base), options, 1), overlay(raw(disk), raw(base), options, 16));
      }
    });
  }

  @Test
  void nothingIsStoredOfADiskThatIsItsBase() throws IOException {
    byte[] base = Patterns.bytes(5, 3 << 20);
    byte[] over = overlay(raw(base), raw(base), PLAIN.with("backing_fmt", "raw"), 2);
    assertTrue(over.length <= 5 << 16, "has " + over.length + " bytes");
  }

  @Test
  void zerosHideWhatTheBaseHolds() throws IOException {
    byte[] base = Patterns.bytes(5, 1 << 20);
    byte[] disk = new byte[2 << 20];
    byte[] top = overlay(raw(disk), raw(base), PLAIN.with("backing_fmt", "raw"), 2);
    assertTrue(top.length <= 6 << 16, "zeros are stored as bytes: " + top.length);
    Map<String, byte[]> files = Map.of("top", top, "base", base);
    assertArrayEquals(disk, Memory.content(Memory.open(files, "top", "qcow2")));
  }

  @Test
  void zerosThatTheMapKnowsHideItToo() {
    Seeds.each(4, random -> {
      byte[] base = Disks.random(random);
      byte[] disk = changed(base, random);
      byte[] mapped = Written.file(disk, WriteOptions.of("qcow2").with("cluster_size", "4k"), 2);
      for (WriteOptions kind : KINDS) {
        DiskImage from = Memory.open(Map.of("disk", mapped), "disk", "qcow2");
        byte[] top = overlay(from, raw(base), kind.with("backing_fmt", "raw"), 2);
        Map<String, byte[]> files = Map.of("top", top, "base", base);
        assertArrayEquals(disk, Memory.content(Memory.open(files, "top", "qcow2")), kind + "");
      }
    });
  }

  @Test
  void ofAChainThatHoldsTheBaseOnlyTheLayersAboveAreRead() throws IOException {
    byte[] base = Patterns.bytes(5, 4 << 20);
    byte[] disk = base.clone();
    Arrays.fill(disk, 1 << 20, (1 << 20) + (64 << 10), (byte) 7);
    byte[] top = overlay(raw(disk), raw(base), PLAIN.with("backing_fmt", "raw"), 2);

    CountingSource counted = new CountingSource(Sources.bytes("base", ByteBuffer.wrap(base)));
    OpenOptions open = OpenOptions.as("qcow2").references(reference -> Optional.of(counted));
    DiskImage chain = Images.open(Sources.bytes("top", ByteBuffer.wrap(top)), open);
    DiskImage same = Images.open(counted, OpenOptions.as("raw"));
    assertArrayEquals(top, overlay(chain, same, PLAIN.with("backing_fmt", "raw"), 2));
    assertEquals(64 << 10, counted.bytes(), "bytes of the base that were read");
  }

  @Test
  void theNameAndFormatOfTheBaseAreRecorded() throws IOException {
    WriteOptions options = PLAIN.with("backing_file", "é/../x.img").with("backing_fmt", "raw");
    byte[] top = overlay(raw(new byte[512]), raw(new byte[512]), options, 1);
    var info = Images.info(Sources.bytes("top", ByteBuffer.wrap(top)), OpenOptions.as("qcow2"));
    assertEquals("é/../x.img", info.base().orElseThrow().name());
    assertEquals(Optional.of("raw"), info.base().orElseThrow().format());
  }

  @Test
  void aBaseWithoutItsNameOrFormatAndANameWithoutTheBaseAreRefused() throws IOException {
    try (DiskImage disk = raw(new byte[512]);
        PendingFile file = PendingFile.at(directory.resolve("none"))) {
      assertThrows(IllegalArgumentException.class, () -> Conversion.of(disk, PLAIN));
      Conversion nameOnly = Conversion.of(disk, PLAIN.with("backing_fmt", "raw"));
      assertThrows(
          IllegalArgumentException.class, () -> nameOnly.writeTo(file.sink(), Job.unattended()));
      for (String format : List.of("qcow2", "vhd", "vhdx", "vdi", "vmdk")) {
        Conversion baseOnly = Conversion.of(disk, WriteOptions.of(format));
        assertThrows(IllegalArgumentException.class, () -> baseOnly.over(disk));
      }
      WriteOptions tooLong = PLAIN.with("backing_fmt", "raw").with("cluster_size", "512");
      assertThrows(
          IllegalArgumentException.class,
          () -> Conversion.of(disk, tooLong.with("backing_file", "x".repeat(400))));
      for (String format : List.of("raw", "parallels")) {
        Conversion alone = Conversion.of(disk, WriteOptions.of(format));
        assertThrows(UnsupportedImageException.class, () -> alone.over(disk));
      }
    }
  }

  @Test
  void whatBothMapsPlaceInOneSpotIsAHoleOfTheDifference() throws IOException {
    byte[] disk = Patterns.bytes(5, 1 << 20);
    try (DiskImage image = raw(disk)) {
      ExtentCursor differences = new Differences(image, image);
      assertEquals(new Extent.Hole(0, 1 << 20), differences.next());
    }
  }

  @Test
  void stretchesWithoutStorageAreNotRead() throws IOException {
    int block = 4 << 20;
    byte[] file = overlay(
        raw(Patterns.bytes(6, 2 * block + block / 2)),
        raw(new byte[512]),
        PLAIN.with("backing_fmt", "raw"),
        1);
    Arrays.fill(file, block, 2 * block, (byte) 0);
    OpenOptions open = OpenOptions.as("qcow2")
        .references(reference -> Optional.of(Sources.bytes("base", ByteBuffer.allocate(512))));
    byte[] disk = new byte[2 * block + block / 2];
    try (DiskImage plain = Images.open(Sources.bytes("top", ByteBuffer.wrap(file)), open)) {
      plain.read(0, ByteBuffer.wrap(disk));
    }
    byte[] base = new byte[2 * block + block / 2];
    base[block + block / 2] = 1;
    byte[] expected = overlay(raw(disk), raw(base.clone()), PLAIN.with("backing_fmt", "raw"), 2);
    DiskImage preallocated = Images.open(new HoleySource(file, block), open);
    byte[] written = overlay(preallocated, raw(base.clone()), PLAIN.with("backing_fmt", "raw"), 2);
    assertArrayEquals(expected, written);
  }
}
