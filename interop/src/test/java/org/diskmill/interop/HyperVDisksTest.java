// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.format.vhdx.VhdxFiles;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** VHD and VHDX, ours and QEMU's, each read by the other. */
class HyperVDisksTest {
  /** Of these, no geometry stands for more than one. */
  private static final List<Integer> SIZES = List.of(
      512, 8 * 512, 65_536, (1 << 20) + 512, 2 << 20, (3 << 20) + 7 * 512, (19 << 20) + 1536);

  @TempDir
  private Path directory;

  @BeforeEach
  void needsQemu() {
    Tools.need("qemu-img");
    Tools.need("qemu-io");
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private Path raw(int size) throws IOException {
    byte[] disk = Patterns.bytes(size, size);
    for (int at = 0; at < size; at += 300_000) {
      Arrays.fill(disk, at, Math.min(size, at + 100_000), (byte) 0);
    }
    if (size > 12 << 20) {
      Arrays.fill(disk, 5 << 20, 12 << 20, (byte) 0);
    }
    return Files.write(path("disk.raw"), disk);
  }

  private static String theirs(String format) {
    return format.equals("vhd") ? "vpc" : format;
  }

  static Stream<WriteOptions> ours() {
    return Stream.of(
        WriteOptions.of("vhd"),
        WriteOptions.of("vhd").with("force_size", "on"),
        WriteOptions.of("vhd").with("subformat", "fixed"),
        WriteOptions.of("vhd").withAll("subformat=fixed,force_size=on"),
        WriteOptions.of("vhdx"),
        WriteOptions.of("vhdx").with("block_size", "1M"),
        WriteOptions.of("vhdx").with("block_size", "256M"),
        WriteOptions.of("vhdx").with("block_state_zero", "off"),
        WriteOptions.of("vhdx").with("log_size", "4M"),
        WriteOptions.of("vhdx").withAll("subformat=fixed,block_size=2M"));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void qemuReadsTheSameBytesAndTheSameSize(WriteOptions options) throws IOException {
    for (int size : SIZES) {
      String raw = raw(size).toString();
      String file =
          Converted.file(path("disk.raw"), "raw", options, path("disk")).toString();
      String format = theirs(options.format());
      String verdict = Tools.ok("qemu-img", "compare", "-f", "raw", "-F", format, raw, file);
      assertEquals("Images are identical.\n", verdict, options + " of " + size);
      String info = Tools.ok("qemu-img", "info", "-f", format, "--output=json", file);
      assertTrue(info.contains("\"virtual-size\": " + size + ","), info);
      assertClean(path("disk"), options.format());
      if (format.equals("vhdx")) {
        String found = Tools.ok("qemu-img", "check", "-f", format, file);
        assertTrue(found.contains("No errors were found"), found);
      }
    }
  }

  @Test
  void whatQemuWritesIntoAFileOfOursIsReadBack() throws IOException {
    for (String format : List.of("vhd", "vhdx")) {
      raw((19 << 20) + 1536);
      Path file =
          Converted.file(path("disk.raw"), "raw", WriteOptions.of(format), path("disk." + format));
      Tools.ok(
          "qemu-io",
          "-f",
          theirs(format),
          "-c",
          "write -P 9 6M 3M",
          "-c",
          "write -P 8 19M 512",
          file.toString());
      assertSameAsQemuReads(file, format);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vhd subformat=dynamic",
        "vhd subformat=dynamic,force_size=on",
        "vhd subformat=fixed",
        "vhd subformat=fixed,force_size=on",
        "vhdx subformat=dynamic",
        "vhdx subformat=dynamic,block_size=1M",
        "vhdx subformat=dynamic,block_size=32M,log_size=2M",
        "vhdx subformat=dynamic,block_state_zero=off",
        "vhdx subformat=fixed",
        "vhdx subformat=fixed,block_size=1M"
      })
  void weReadWhatQemuWrites(String kind) throws IOException {
    String format = kind.substring(0, kind.indexOf(' '));
    String options = kind.substring(kind.indexOf(' ') + 1);
    Path file = path("theirs");
    for (int size : SIZES) {
      Tools.ok(
          "qemu-img",
          "convert",
          "-f",
          "raw",
          "-O",
          theirs(format),
          "-o",
          options,
          raw(size).toString(),
          file.toString());
      assertSameAsQemuReads(file, format);
      assertClean(file, format);
    }
  }

  @Test
  void aLogIsReplayedAsQemuReplaysItButNotInTheFile() throws IOException {
    Path file = Files.write(path("dirty.vhdx"), VhdxFiles.withLog());
    Path before = Files.copy(file, path("before"));
    Path ours = Converted.file(file, "vhdx", WriteOptions.of("raw"), path("ours.raw"));
    assertEquals(-1, Files.mismatch(before, file));
    Tools.ok("qemu-img", "check", "-r", "all", "-f", "vhdx", file.toString());
    assertTrue(Files.mismatch(before, file) >= 0, "QEMU had nothing to replay");
    Path theirs = path("theirs.raw");
    Tools.ok("qemu-img", "convert", "-f", "vhdx", "-O", "raw", file.toString(), theirs.toString());
    assertEquals(-1, Files.mismatch(theirs, ours));
  }

  /** Not one of the tools that must be there: few systems have one that knows VHDX. */
  private static boolean sevenZipKnowsVhdx() {
    try {
      return Tools.run(List.of("7z", "i")).output().contains("VHDX");
    } catch (UncheckedIOException missing) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vhd", "vhdx"})
  void sevenZipReadsAChildOfOursWithItsParent(String format) throws IOException {
    assumeTrue(sevenZipKnowsVhdx(), "no 7-Zip that knows VHDX");
    int size = 19 << 20;
    Path parent =
        Converted.file(raw(size), "raw", WriteOptions.of(format), path("parent." + format));
    byte[] disk = Files.readAllBytes(path("disk.raw"));
    System.arraycopy(Patterns.bytes(9, 700_000), 0, disk, 123_456, 700_000);
    Arrays.fill(disk, 14 << 20, (14 << 20) + 5000, (byte) 0);
    Files.write(path("disk.raw"), disk);
    WriteOptions options = WriteOptions.of(format).with("backing_file", "parent." + format);
    try (DiskImage image = Images.open(Sources.file(path("disk.raw")), OpenOptions.as("raw"));
        DiskImage base = Images.open(Sources.file(parent), OpenOptions.as(format));
        PendingFile child = PendingFile.at(path("child." + format))) {
      Conversion.of(image, options).over(base).writeTo(child.sink(), Job.unattended());
      child.commit();
    }
    Tools.ok("7z", "e", "-y", "-o" + path("out"), path("child." + format).toString());
    try (Stream<Path> files = Files.list(path("out"))) {
      assertEquals(-1, Files.mismatch(path("disk.raw"), files.findFirst().orElseThrow()));
    }
  }

  private static void assertClean(Path file, String format) throws IOException {
    try (Source source = Sources.file(file)) {
      CheckReport report =
          Checks.check(source, OpenOptions.as(format), Job.unattended()).orElseThrow();
      assertTrue(report.clean(), report.toString());
    }
  }

  private void assertSameAsQemuReads(Path file, String format) throws IOException {
    Path theirs = path("theirs.raw");
    Tools.ok(
        "qemu-img",
        "convert",
        "-f",
        theirs(format),
        "-O",
        "raw",
        file.toString(),
        theirs.toString());
    Path ours = Converted.file(file, format, WriteOptions.of("raw"), path("ours.raw"));
    assertEquals(-1, Files.mismatch(theirs, ours));
  }
}
