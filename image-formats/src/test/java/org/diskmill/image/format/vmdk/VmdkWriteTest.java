// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Crowd;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Sink;
import org.diskmill.io.Sinks;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmdkWriteTest {
  private static final WriteOptions PLAIN = WriteOptions.of("vmdk");
  private static final List<WriteOptions> KINDS = List.of(
      PLAIN,
      PLAIN.with("zeroed_grain", "on"),
      PLAIN.with("subformat", "monolithicFlat"),
      PLAIN.with("subformat", "twoGbMaxExtentSparse"),
      PLAIN.with("subformat", "twoGbMaxExtentFlat"));

  @TempDir
  private Path directory;

  private static byte[] wholeSectors(byte[] disk) {
    return Arrays.copyOf(disk, (disk.length + 511) / 512 * 512);
  }

  private static long bytes(Map<String, byte[]> files) {
    return files.values().stream().mapToLong(file -> file.length).sum();
  }

  private static String text(Map<String, byte[]> files) {
    return new String(Objects.requireNonNull(files.get("disk.vmdk")), StandardCharsets.ISO_8859_1);
  }

  @Test
  void everySubformatReadsBackAsItWasAndIsAsLongAsMeasured() {
    Seeds.each(6, random -> {
      byte[] disk = Disks.random(random);
      for (WriteOptions kind : KINDS) {
        try (DiskImage image = Disk.raw(disk)) {
          Conversion conversion = Conversion.of(image, kind);
          SizeEstimate estimate = conversion.estimate();
          Disk target = new Disk(Files.createTempDirectory(directory, "one"));
          SortedMap<String, byte[]> files = target.write(Crowd.of(16, conversion), "disk.vmdk");
          assertArrayEquals(wholeSectors(disk), Memory.content(target.open("disk.vmdk")));
          assertEquals(new SizeEstimate(bytes(files), true), estimate, kind.toString());
          SortedMap<String, byte[]> again = target.write(conversion.workers(1), "disk.vmdk");
          again.forEach((name, bytes) -> assertArrayEquals(files.get(name), bytes, name));
        }
      }
    });
  }

  @Test
  void namesOfSeveralFilesAreMeasuredAsTheyWillBe() throws IOException {
    String name = "a longer name, größer.vmdk";
    for (WriteOptions kind : KINDS) {
      try (DiskImage image = Disk.raw(Patterns.bytes(3, 1 << 20))) {
        Conversion conversion = Conversion.of(image, kind).named(name);
        Disk target = new Disk(Files.createTempDirectory(directory, "named"));
        SortedMap<String, byte[]> files = target.write(conversion, name);
        assertEquals(new SizeEstimate(bytes(files), true), conversion.estimate(), kind.toString());
        assertEquals(bytes(files), conversion.measure(Job.unattended()), kind.toString());
      }
    }
  }

  @Test
  void aDiskThatCannotBeWrittenHasNoSizeToBeEstimated() throws IOException {
    byte[] ends = Patterns.bytes(5, 1 << 20);
    try (DiskImage image = Disk.hollow(ends, (2L << 40) / 512)) {
      UnsupportedImageException refused = assertThrows(
          UnsupportedImageException.class, () -> Conversion.of(image, PLAIN).estimate());
      assertTrue(refused.toString().contains("past the 2 TiB"), refused.toString());
      WriteOptions split = PLAIN.with("subformat", "twoGbMaxExtentSparse");
      assertTrue(Conversion.of(image, split).estimate().exact());
    }
  }

  @Test
  void largeDisksAreSplitBelowTwoGiB() throws IOException {
    byte[] ends = Patterns.bytes(5, 3 << 20);
    for (String subformat : List.of("twoGbMaxExtentSparse", "twoGbMaxExtentFlat")) {
      Disk target = new Disk(Files.createTempDirectory(directory, "split"));
      try (DiskImage image = Disk.hollow(ends, (5L << 30) / 512)) {
        Conversion conversion = Conversion.of(image, PLAIN.with("subformat", subformat));
        if (subformat.endsWith("Flat")) {
          SizeEstimate estimate = conversion.estimate();
          assertTrue(estimate.exact() && estimate.bytes() > image.size(), estimate.toString());
          continue;
        }
        SortedMap<String, byte[]> files = target.write(conversion, "disk.vmdk");
        assertEquals(
            List.of("disk-s001.vmdk", "disk-s002.vmdk", "disk-s003.vmdk", "disk.vmdk"),
            List.copyOf(files.keySet()));
        assertTrue(text(files).contains("RW 4192256 SPARSE \"disk-s002.vmdk\""), text(files));
        assertEquals(new SizeEstimate(bytes(files), true), conversion.estimate());
        try (DiskImage written = target.open("disk.vmdk")) {
          assertEquals(image.size(), written.size());
          for (long at : new long[] {0, image.size() - ends.length}) {
            ByteBuffer end = ByteBuffer.allocate(ends.length);
            written.read(at, end);
            assertArrayEquals(ends, end.array());
          }
        }
      }
    }
  }

  @Test
  void theContentIdIsThatOfTheDiskHoweverItIsCut() throws IOException {
    Disk target = new Disk(directory);
    List<Object> ids = new ArrayList<>();
    for (int seed = 5; seed < 7; seed++) {
      byte[] ends = Patterns.bytes(seed, 1 << 20);
      try (DiskImage image = Disk.hollow(ends, (2046L << 20) / 512)) {
        for (String subformat : List.of("monolithicSparse", "twoGbMaxExtentSparse")) {
          target.write(Conversion.of(image, PLAIN.with("subformat", subformat)), "disk.vmdk");
          try (DiskImage written = target.open("disk.vmdk")) {
            ids.add(written.info().details().get("cid"));
          }
        }
      }
    }
    assertEquals(ids.get(0), ids.get(1));
    assertEquals(ids.get(2), ids.get(3));
    assertNotEquals(ids.get(0), ids.get(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"twoGbMaxExtentSparse", "twoGbMaxExtentFlat"})
  void eachExtentGetsWhatIsItsWhereTwoMeetInsideOneClusterOfTheSource(String subformat)
      throws IOException {
    byte[] ends = Patterns.bytes(7, 4 << 20);
    byte[] source;
    try (DiskImage image = Disk.hollow(ends, (2042L << 20) / 512)) {
      source = Written.file(image, WriteOptions.of("qcow2").with("cluster_size", "2M"), 2);
    }
    Disk target = new Disk(directory);
    try (DiskImage image =
            Images.open(Sources.bytes("source", ByteBuffer.wrap(source)), OpenOptions.as("qcow2"));
        PendingFiles files = PendingFiles.at(directory.resolve("disk.vmdk"))) {
      Conversion.of(image, PLAIN.with("subformat", subformat)).writeTo(files, Job.unattended());
      files.commit();
    }
    try (DiskImage written = target.open("disk.vmdk")) {
      ByteBuffer end = ByteBuffer.allocate(ends.length);
      written.read(DiskParts.SPLIT_BYTES - (1 << 20), end);
      assertArrayEquals(ends, end.array());
    }
  }

  @Test
  void aPipeTakesASparseDiskAsItComes() throws IOException {
    byte[] disk = wholeSectors(Patterns.bytes(6, 300_000));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DiskImage image = Disk.raw(disk);
        Sink pipe = Sinks.stream("pipe", bytes)) {
      Conversion.of(image, PLAIN).writeTo(pipe, Job.unattended());
    }
    assertArrayEquals(
        disk, Memory.content(Memory.open(Map.of("p", bytes.toByteArray()), "p", "vmdk")));
  }

  @Test
  void severalFilesNeedSomewhereToBe() throws IOException {
    try (DiskImage image = Disk.raw(new byte[512])) {
      Conversion flat = Conversion.of(image, PLAIN.with("subformat", "monolithicFlat"));
      assertThrows(IOException.class, () -> flat.writeTo(Sinks.counting(), Job.unattended()));
    }
  }

  @Test
  void optionsGoWhereQemuImgPutsThem() throws IOException {
    try (DiskImage image = Disk.raw(new byte[1 << 20])) {
      WriteOptions options = PLAIN.withAll("adapter_type=lsilogic,hwversion=11,toolsversion=9");
      String text = text(new Disk(directory).write(Conversion.of(image, options), "disk.vmdk"));
      assertTrue(text.contains("ddb.virtualHWVersion = \"11\""), text);
      assertTrue(text.contains("ddb.toolsVersion = \"9\""), text);
      assertTrue(text.contains("ddb.adapterType = \"lsilogic\""), text);
      assertTrue(text.contains("RW 2048 SPARSE \"disk.vmdk\""), text);
      String six = text(new Disk(directory)
          .write(Conversion.of(image, PLAIN.with("compat6", "on")), "disk.vmdk"));
      assertTrue(six.contains("ddb.virtualHWVersion = \"6\""), six);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subformat=vmfs",
        "adapter_type=nvme",
        "hwversion=x",
        "compat6=on,hwversion=4",
        "subformat=monolithicFlat,zeroed_grain=on",
        "subformat=twoGbMaxExtentFlat,backing_file=b"
      })
  void optionsThatContradictEachOtherAreTheCallersMistake(String options) throws IOException {
    try (DiskImage image = Disk.raw(new byte[512])) {
      assertThrows(
          IllegalArgumentException.class, () -> Conversion.of(image, PLAIN.withAll(options)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subformat=streamOptimized,backing_file=b",
        "subformat=streamOptimized,zeroed_grain=on",
        "backing_fmt=qcow2"
      })
  void whatIsNotWrittenIsRefusedByName(String options) throws IOException {
    try (DiskImage image = Disk.raw(new byte[512])) {
      assertThrows(
          UnsupportedImageException.class, () -> Conversion.of(image, PLAIN.withAll(options)));
    }
  }

  @Test
  void aNameThatWouldWriteLinesOfItsOwnIsRefused() throws IOException {
    try (DiskImage image = Disk.raw(new byte[512])) {
      Conversion conversion = Conversion.of(image, PLAIN);
      Disk target = new Disk(directory);
      assertThrows(
          IllegalArgumentException.class, () -> target.write(conversion, "a\"\nRW 1 FLAT \"b"));
    }
  }
}
