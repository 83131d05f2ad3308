// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we write, read by programs that share no code with QEMU: 7-Zip and the libyal tools. */
class SecondOpinionsTest {
  private static final int BYTES = 9 << 20;

  @TempDir
  private Path directory;

  private Path disk = Path.of("");

  @BeforeEach
  void makeDisk() throws IOException {
    byte[] bytes = Arrays.copyOf(Patterns.bytes(5, 2_000_000), BYTES);
    System.arraycopy(Patterns.bytes(6, 700_000), 0, bytes, 5 << 20, 700_000);
    Arrays.fill(bytes, 7 << 20, (7 << 20) + 300_000, (byte) 't');
    disk = Files.write(directory.resolve("disk.raw"), bytes);
  }

  private Path written(String format, String options, boolean compressed) throws IOException {
    WriteOptions write = WriteOptions.of(format).compressed(compressed);
    WriteOptions all = options.equals("-") ? write : write.withAll(options.replace(' ', ','));
    return Converted.file(disk, "raw", all, directory.resolve("written." + format));
  }

  @ParameterizedTest
  @CsvSource({
    "qcow2, -, false",
    "qcow2, cluster_size=4k compat=0.10, false",
    "qcow2, -, true",
    "vhd, subformat=dynamic, false",
    "vhd, subformat=fixed, false",
    "vdi, -, false",
    "vdi, static=on, false",
    "vmdk, -, false",
    "vmdk, subformat=streamOptimized, false"
  })
  void sevenZipUnpacksTheSameDisk(String format, String options, boolean compressed)
      throws IOException {
    Tools.need("7z");
    Path file = written(format, options, compressed);
    Path out = Files.createDirectory(directory.resolve("out"));
    String type = format.equals("qcow2") ? "qcow" : format;
    Tools.ok("7z", "e", "-y", "-t" + type, "-o" + out, file.toString());
    try (var files = Files.list(out)) {
      Path unpacked = files.findFirst().orElseThrow();
      assertEquals(-1, Files.mismatch(disk, unpacked));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "qcowinfo, qcow2, -",
    "vhdiinfo, vhd, subformat=dynamic",
    "vhdiinfo, vhd, subformat=fixed",
    "vmdkinfo, vmdk, -",
    "vmdkinfo, vmdk, subformat=streamOptimized"
  })
  void libyalSeesADiskOfTheSameSize(String tool, String format, String options) throws IOException {
    Tools.need(tool);
    String said = Tools.ok(tool, written(format, options, false).toString());
    assertTrue(said.contains("(" + BYTES + " bytes)"), said);
  }

  @Test
  void libyalSeesAVhdxOfTheSameSize() throws IOException {
    Tools.need("vhdiinfo");
    String said = Tools.ok("vhdiinfo", written("vhdx", "-", false).toString());
    assertTrue(said.contains("(" + BYTES + " bytes)"), said);
  }
}
