// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of file that we write, over odd disk sizes, judged by qemu-img. */
class QemuReadsWhatWeWriteTest {
  private static final List<Integer> SIZES =
      List.of(512, 65_536, 1 << 20, (3 << 20) + 512, (9 << 20) + 65_536 * 3 + 1536);

  @TempDir
  private Path directory;

  static List<WriteOptions> targets() {
    return List.of(
        WriteOptions.of("raw"),
        WriteOptions.of("qcow2"),
        WriteOptions.of("qcow2").with("cluster_size", "512"),
        WriteOptions.of("qcow2").with("cluster_size", "4k"),
        WriteOptions.of("qcow2").with("cluster_size", "2M"),
        WriteOptions.of("qcow2").with("compat", "0.10"),
        WriteOptions.of("qcow2").with("refcount_bits", "1"),
        WriteOptions.of("qcow2").with("refcount_bits", "2"),
        WriteOptions.of("qcow2").with("refcount_bits", "4"),
        WriteOptions.of("qcow2").with("refcount_bits", "8"),
        WriteOptions.of("qcow2").with("refcount_bits", "32"),
        WriteOptions.of("qcow2").with("refcount_bits", "64"),
        WriteOptions.of("qcow2").with("lazy_refcounts", "on"),
        WriteOptions.of("qcow2").with("extended_l2", "on"),
        WriteOptions.of("qcow2").with("data_file", "data"),
        WriteOptions.of("qcow2").with("data_file", "data").with("data_file_raw", "on"),
        WriteOptions.of("qcow2").with("data_file", "data").with("extended_l2", "on"),
        WriteOptions.of("qcow2").with("preallocation", "metadata"),
        WriteOptions.of("qcow2").with("preallocation", "full"),
        WriteOptions.of("qcow2").withAll("preallocation=metadata,extended_l2=on"),
        WriteOptions.of("qcow2").withAll("preallocation=metadata,cluster_size=512,compat=0.10"),
        WriteOptions.of("qcow2").compressed(true),
        WriteOptions.of("qcow2").with("cluster_size", "512").compressed(true),
        WriteOptions.of("qcow2").with("cluster_size", "2M").compressed(true),
        WriteOptions.of("qcow2").with("refcount_bits", "1").compressed(true),
        WriteOptions.of("qcow2").with("extended_l2", "on").compressed(true),
        WriteOptions.of("qcow2").with("compat", "0.10").compressed(true),
        WriteOptions.of("qcow2").with("compression_type", "zstd").compressed(true),
        WriteOptions.of("parallels"),
        WriteOptions.of("parallels").with("cluster_size", "4k"),
        WriteOptions.of("vmdk").with("subformat", "streamOptimized"));
  }

  @BeforeEach
  void needsQemu() {
    Tools.need("qemu-img");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void theContentIsIdenticalAndTheCheckFindsNothing(WriteOptions target) throws IOException {
    for (int size : SIZES) {
      Path raw = directory.resolve("disk.raw");
      Files.write(raw, disk(size));
      Path file = Converted.file(raw, "raw", target, directory.resolve("file"));
      String format = target.format();
      Tools.okIn(
          directory,
          "qemu-img",
          "compare",
          "-f",
          "raw",
          "-F",
          format,
          raw.toString(),
          file.toString());
      if (format.equals("qcow2") || format.equals("parallels")) {
        String found = Tools.okIn(directory, "qemu-img", "check", "-f", format, file.toString());
        assertTrue(found.contains("No errors were found"), found);
      }
    }
  }

  /** Random, text-like and zero stretches whose borders are no multiple of anything. */
  private static byte[] disk(int size) {
    byte[] disk = Patterns.bytes(size, size);
    for (int at = 0; at < size; at++) {
      int stretch = at / 77_777 % 3;
      disk[at] = stretch == 0 ? disk[at] : stretch == 1 ? (byte) (at % 61) : 0;
    }
    return disk;
  }
}
