// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.References;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VMDK and VDI: what QEMU, 7-Zip and we write and read, each of the others. */
class HostedDisksTest {
  private static final List<Integer> SIZES =
      List.of(512, 65_536, 1 << 20, (3 << 20) + 512, (9 << 20) + 65_536 * 3 + 1536);

  @TempDir
  private Path directory;

  private Path raw;

  @BeforeEach
  void aDisk() throws IOException {
    Tools.need("qemu-img");
    Tools.need("qemu-io");
    raw = disk((40 << 20) + 512);
  }

  private Path disk(int size) throws IOException {
    byte[] bytes = Patterns.bytes(size, size);
    for (int at = 0; at < size; at++) {
      int stretch = at / 777_777 % 3;
      bytes[at] = stretch == 0 ? bytes[at] : stretch == 1 ? (byte) (at % 61) : 0;
    }
    Path path = path("disk.raw");
    Files.write(path, bytes);
    return path;
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private DiskImage open(String name, String format) throws IOException {
    return Images.open(
        Sources.file(path(name)), OpenOptions.as(format).references(References.in(directory)));
  }

  private void write(Conversion conversion, String name) throws IOException {
    try (PendingFiles files = PendingFiles.at(path(name))) {
      conversion.writeTo(files, Job.unattended());
      files.commit();
    }
  }

  private void assertReadsAs(Path expected, String name, String format) throws IOException {
    try (DiskImage image = open(name, format)) {
      write(Conversion.of(image, WriteOptions.of("raw")), "ours.raw");
    }
    assertEquals(-1, Files.mismatch(expected, path("ours.raw")), name);
  }

  private static WriteOptions options(String format, String list) {
    return WriteOptions.of(format).withAll(list);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "zeroed_grain=on",
        "compat6=on,adapter_type=lsilogic",
        "subformat=monolithicFlat",
        "subformat=twoGbMaxExtentSparse",
        "subformat=twoGbMaxExtentSparse,zeroed_grain=on",
        "subformat=twoGbMaxExtentFlat",
        "subformat=streamOptimized",
        "subformat=streamOptimized,zeroed_grain=on"
      })
  void weReadEveryVmdkOfQemus(String list) throws IOException {
    Tools.ok(
        "qemu-img",
        "convert",
        "-f",
        "raw",
        "-O",
        "vmdk",
        "-o",
        list.isEmpty() ? "hwversion=4" : list,
        raw.toString(),
        path("a.vmdk").toString());
    assertReadsAs(raw, "a.vmdk", "vmdk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"static=off", "static=on"})
  void weReadEveryVdiOfQemus(String list) throws IOException {
    Tools.ok(
        "qemu-img",
        "convert",
        "-f",
        "raw",
        "-O",
        "vdi",
        "-o",
        list,
        raw.toString(),
        path("a.vdi").toString());
    assertReadsAs(raw, "a.vdi", "vdi");
    try (Source source = Sources.file(path("a.vdi"))) {
      CheckReport report =
          Checks.check(source, OpenOptions.as("vdi"), Job.unattended()).orElseThrow();
      assertTrue(report.clean(), report.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zeroed_grain=on"})
  void weReadDeltasOfQemus(String list) throws IOException {
    Tools.ok(
        "qemu-img",
        "convert",
        "-f",
        "raw",
        "-O",
        "vmdk",
        raw.toString(),
        path("base.vmdk").toString());
    Tools.ok(
        "qemu-img",
        "create",
        "-f",
        "vmdk",
        "-F",
        "vmdk",
        "-b",
        "base.vmdk",
        "-o",
        list.isEmpty() ? "hwversion=4" : list,
        path("top.vmdk").toString());
    Tools.ok(
        "qemu-io",
        "-f",
        "vmdk",
        "-c",
        "write -P 7 100k 300k",
        "-c",
        "write -z 2M 512k",
        "-c",
        "write -P 3 8M 70k",
        path("top.vmdk").toString());
    Tools.ok(
        "qemu-img",
        "convert",
        "-f",
        "vmdk",
        "-O",
        "raw",
        path("top.vmdk").toString(),
        path("theirs.raw").toString());
    assertReadsAs(path("theirs.raw"), "top.vmdk", "vmdk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vmdk",
        "vmdk zeroed_grain=on",
        "vmdk compat6=on,adapter_type=lsilogic",
        "vmdk subformat=monolithicFlat",
        "vmdk subformat=twoGbMaxExtentSparse",
        "vmdk subformat=twoGbMaxExtentFlat",
        "vmdk subformat=streamOptimized",
        "vdi",
        "vdi static=on"
      })
  void qemuReadsEverythingThatWeWriteOfEverySize(String kind) throws IOException {
    String format =
        kind.substring(0, kind.length() < 4 || kind.charAt(3) == ' ' ? 3 : 4).strip();
    WriteOptions options = options(format, kind.substring(format.length()).strip());
    for (int size : SIZES) {
      Path disk = disk(size);
      String name = "ours." + format;
      try (DiskImage image = open("disk.raw", "raw")) {
        write(Conversion.of(image, options), name);
      }
      Tools.ok(
          "qemu-img",
          "compare",
          "-f",
          "raw",
          "-F",
          format,
          disk.toString(),
          path(name).toString());
      String found = Tools.ok("qemu-img", "check", "-f", format, path(name).toString());
      assertTrue(found.contains("No errors were found"), found);
      try (Source source = Sources.file(path(name))) {
        Optional<CheckReport> report =
            Checks.check(source, OpenOptions.as(format), Job.unattended());
        assertTrue(report.map(CheckReport::clean).orElse(true), report.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zeroed_grain=on", "subformat=twoGbMaxExtentSparse"})
  void qemuReadsOurDeltas(String list) throws IOException {
    byte[] changed = Files.readAllBytes(raw);
    Arrays.fill(changed, 1 << 20, 2 << 20, (byte) 9);
    Arrays.fill(changed, 3 << 20, 5 << 20, (byte) 0);
    Files.write(path("changed.raw"), changed);
    try (DiskImage image = open("disk.raw", "raw")) {
      write(Conversion.of(image, WriteOptions.of("vmdk")), "base.vmdk");
    }
    try (DiskImage image = open("changed.raw", "raw");
        DiskImage base = open("base.vmdk", "vmdk")) {
      WriteOptions options = options("vmdk", list).with("backing_file", "base.vmdk");
      write(Conversion.of(image, options).over(base), "top.vmdk");
    }
    Tools.ok(
        "qemu-img",
        "compare",
        "-f",
        "raw",
        "-F",
        "vmdk",
        path("changed.raw").toString(),
        path("top.vmdk").toString());
    assertTrue(Files.size(path("top.vmdk")) < 5 << 20);
  }

  /** Named in the list of cases in which well-known tools return wrong bytes without an error. */
  @Test
  void qemuDropsZeroAndReadOnlyExtentsAndWeDoNot() throws IOException {
    Files.writeString(path("x.vmdk"), """
        # Disk DescriptorFile
        version=1
        CID=fffffffe
        parentCID=ffffffff
        createType="monolithicFlat"
        RW 1024 FLAT "disk.raw" 0
        RW 2048 ZERO
        RDONLY 1024 FLAT "disk.raw" 1024
        """);
    byte[] bytes = Files.readAllBytes(raw);
    byte[] expected = new byte[4096 * 512];
    System.arraycopy(bytes, 0, expected, 0, 1024 * 512);
    System.arraycopy(bytes, 1024 * 512, expected, 3072 * 512, 1024 * 512);
    Files.write(path("expected.raw"), expected);
    assertReadsAs(path("expected.raw"), "x.vmdk", "vmdk");
    Tools.ok(
        "qemu-img",
        "convert",
        "-f",
        "vmdk",
        "-O",
        "raw",
        path("x.vmdk").toString(),
        path("theirs.raw").toString());
    assertNotEquals(expected.length, Files.size(path("theirs.raw")));
  }

  @Test
  void infoSaysWhatQemuImgSays() throws IOException {
    for (String list : List.of("", "subformat=streamOptimized", "subformat=twoGbMaxExtentFlat")) {
      Tools.ok(
          "qemu-img",
          "convert",
          "-f",
          "raw",
          "-O",
          "vmdk",
          "-o",
          list.isEmpty() ? "hwversion=4" : list,
          raw.toString(),
          path("a.vmdk").toString());
      String theirs =
          Tools.ok("qemu-img", "info", "--output=json", path("a.vmdk").toString());
      try (Source source = Sources.file(path("a.vmdk"))) {
        ImageInfo info = Images.info(source, OpenOptions.probing());
        assertTrue(theirs.contains("\"virtual-size\": " + info.virtualBytes()), theirs);
        for (String key : List.of("cid", "parent-cid")) {
          assertTrue(theirs.contains("\"" + key + "\": " + info.details().get(key)), theirs);
        }
        assertTrue(
            theirs.contains("\"create-type\": \"" + info.details().get("create-type") + "\""),
            theirs);
      }
    }
  }
}
