// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.compare.Comparison;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * VHDX disks of several chunks, 4 GiB each with sectors of 512 bytes: whatever the size of the blocks, a
 * table with bitmap entries between those of the blocks is looked up right.
 */
class LargeVhdxTest {
  /** Two chunks and a part of the third, which ends inside a block. */
  private static final String SIZE = "9217M";

  /** In bytes: the ends of the disk, of blocks and of chunks. */
  private static final List<String> WRITES = List.of(
      "write -P 1 0 1M",
      "write -P 2 255M 2M",
      "write -P 3 4095M 2M",
      "write -P 4 4351M 3M",
      "write -P 5 8191M 2M",
      "write -P 6 9216M 1M");

  @TempDir
  private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"1M", "2M", "8M", "32M", "64M", "256M"})
  void blocksAreFoundInEveryChunk(String blockSize) throws IOException {
    Tools.need("qemu-img");
    Tools.need("qemu-io");
    Path theirs = directory.resolve("theirs.vhdx");
    Path raw = directory.resolve("disk.raw");
    String options = "block_size=" + blockSize;
    Tools.ok("qemu-img", "create", "-f", "vhdx", "-o", options, theirs.toString(), SIZE);
    List<String> writing = new ArrayList<>(List.of("qemu-io", "-f", "vhdx"));
    WRITES.forEach(write -> writing.addAll(List.of("-c", write)));
    writing.add(theirs.toString());
    Tools.ok(writing.toArray(String[]::new));
    qemuReads(theirs, raw);
    assertEquals(OptionalLong.empty(), difference(theirs, "vhdx", raw));

    Path ours = Converted.file(
        raw, "raw", WriteOptions.of("vhdx").withAll(options), directory.resolve("ours.vhdx"));
    assertEquals(OptionalLong.empty(), difference(ours, "vhdx", raw));
    Path again = directory.resolve("again.raw");
    qemuReads(ours, again);
    assertEquals(OptionalLong.empty(), difference(again, "raw", raw));
  }

  /** Into a sparse file, which we compare at once: {@code qemu-img compare} takes half a minute. */
  private static void qemuReads(Path vhdx, Path raw) {
    Tools.ok("qemu-img", "convert", "-f", "vhdx", "-O", "raw", vhdx.toString(), raw.toString());
  }

  private static OptionalLong difference(Path file, String format, Path raw) throws IOException {
    try (DiskImage disk = Images.open(Sources.file(file), OpenOptions.as(format));
        DiskImage expected = Images.open(Sources.file(raw), OpenOptions.as("raw"))) {
      assertEquals(expected.size(), disk.size());
      return Comparison.of(disk, expected).firstDifference(Job.unattended());
    }
  }
}
