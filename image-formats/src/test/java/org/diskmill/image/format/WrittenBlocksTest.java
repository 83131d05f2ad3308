// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Sinks;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats of whole blocks whose places the map decides. */
class WrittenBlocksTest {
  /** A qcow2 image, whose map has holes where the disk has zeros. */
  private static DiskImage sparse(byte[] disk) throws IOException {
    byte[] file = Written.file(disk, WriteOptions.of("qcow2").with("cluster_size", "4k"), 2);
    return Images.open(Sources.bytes("sparse", ByteBuffer.wrap(file)), OpenOptions.as("qcow2"));
  }

  private static byte[] disk(SplittableRandom random) {
    byte[] disk = Disks.random(random);
    byte[] longer = Arrays.copyOf(disk, disk.length + random.nextInt(12 << 20));
    int at = random.nextInt(longer.length);
    System.arraycopy(disk, 0, longer, at, Math.min(disk.length, longer.length - at));
    return longer;
  }

  private static WriteOptions options(String format, String list) {
    return WriteOptions.of(format).withAll(list == null ? "" : list.replace(' ', ','));
  }

  private static byte[] piped(byte[] disk, WriteOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiskImage image = sparse(disk)) {
      Conversion.of(image, options).writeTo(Sinks.stream("pipe", out), Job.unattended());
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "vhd, ",
    "vhd, subformat=fixed",
    "vhd, subformat=fixed force_size=on",
    "vhdx, ",
    "vhdx, block_size=1M",
    "vhdx, block_size=2M block_state_zero=off log_size=3M",
    "vhdx, block_size=1M subformat=fixed"
  })
  void whatIsWrittenIsReadBackAndMeasuredAndTheSameForEveryNumberOfWorkersAndEverySink(
      String format, String list) {
    WriteOptions options = options(format, list);
    Seeds.each(3, random -> {
      byte[] disk = disk(random);
      byte[] file = Written.file(sparse(disk), options, 1);
      assertArrayEquals(file, Written.file(sparse(disk), options, 16));
      assertArrayEquals(file, piped(disk, options));
      try (DiskImage image = sparse(disk)) {
        assertEquals(file.length, Conversion.of(image, options).estimate().bytes());
      }
      DiskImage again =
          Images.open(Sources.bytes("again", ByteBuffer.wrap(file)), OpenOptions.as(format));
      byte[] raw = Written.file(again, WriteOptions.of("raw"), 2);
      assertArrayEquals(Arrays.copyOf(disk, (disk.length + 511) / 512 * 512), raw);
    });
  }

  @ParameterizedTest
  @CsvSource({"vhd, ", "vhdx, block_size=1M", "vdi, ", "parallels, ", "parallels, cluster_size=64k"
  })
  void dataThatBeginsInsideABlockGoesOnInTheNext(String format, String list) throws IOException {
    byte[] disk = Patterns.bytes(1, 7 << 20);
    Arrays.fill(disk, 0, 192 << 10, (byte) 0);
    Arrays.fill(disk, 3 << 20, (5 << 20) + 4096, (byte) 0);
    byte[] file = Written.file(sparse(disk), options(format, list), 2);
    DiskImage again =
        Images.open(Sources.bytes("again", ByteBuffer.wrap(file)), OpenOptions.as(format));
    assertArrayEquals(disk, Written.file(again, WriteOptions.of("raw"), 2));
  }
}
