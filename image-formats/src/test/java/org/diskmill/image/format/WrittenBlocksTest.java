// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.PlacesOnly;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Leaf;
import org.diskmill.io.LeafSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Sinks;
import org.diskmill.io.Sources;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats of whole blocks whose places the map decides. */
class WrittenBlocksTest {
  @TempDir
  private Path directory;

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

  /** As it goes to stores: what is filled in last holds its leaf back. */
  private static byte[] inLeaves(byte[] disk, WriteOptions options) throws IOException {
    SortedMap<Integer, Leaf> leaves = new TreeMap<>();
    try (DiskImage image = sparse(disk);
        LeafSink sink = new LeafSink(1 << 20, leaf -> leaves.put(leaf.index(), leaf))) {
      Conversion.of(image, options).writeTo(sink, Job.unattended());
      sink.finish();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Leaf leaf : leaves.values()) {
      byte[] bytes = new byte[leaf.bytes().remaining()];
      leaf.bytes().duplicate().get(bytes);
      out.write(bytes);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "vdi, ",
    "vdi, static=on",
    "vmdk, ",
    "vhd, ",
    "vhd, uuid=01234567-89ab-cdef-0123-456789abcdef",
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
      assertArrayEquals(file, inLeaves(disk, options));
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
  @CsvSource({
    "vhdx, , 2",
    "vhdx, uuid=01234567-89ab-cdef-0123-456789abcdef, 2",
    "vdi, , 2",
    "vhd, , 2",
    "vhd, subformat=fixed, 1",
    "vhd, uuid=01234567-89ab-cdef-0123-456789abcdef, 1",
    "vmdk, , 2",
    "vmdk, subformat=streamOptimized, 1"
  })
  void aPipeNeedsTheDiskTwiceWhereTheFileBeginsWithAnIdOfItsContent(
      String format, String list, int times) throws IOException {
    byte[] disk = Patterns.bytes(1, 3 << 20);
    CountingSource counted = new CountingSource(Sources.bytes("disk", ByteBuffer.wrap(disk)));
    Set<String> activities = ConcurrentHashMap.newKeySet();
    Job job = Job.watched(progress -> activities.add(progress.activity()));
    try (DiskImage image = Images.open(counted, OpenOptions.as("raw"))) {
      long before = counted.bytes();
      Sink pipe = Sinks.stream("pipe", new ByteArrayOutputStream());
      Conversion.of(image, options(format, list)).writeTo(pipe, job);
      assertEquals((long) times * disk.length, counted.bytes() - before);
    }
    assertEquals(times == 2, activities.contains("reading ahead"));
  }

  @Test
  void aDiskThatChangesWhileAPipeNeedsItTwiceIsRefused() throws IOException {
    byte[] disk = Patterns.bytes(1, 3 << 20);
    Job job = Job.watched(progress -> {
      if (progress.activity().equals("converting")) {
        disk[2 << 20] = 1;
      }
    });
    disk[2 << 20] = 0;
    try (DiskImage image =
            Images.open(Sources.bytes("disk", ByteBuffer.wrap(disk)), OpenOptions.as("raw"));
        Sink pipe = Sinks.stream("pipe", new ByteArrayOutputStream())) {
      Conversion conversion = Conversion.of(image, WriteOptions.of("vdi")).workers(1);
      IOException refused = assertThrows(IOException.class, () -> conversion.writeTo(pipe, job));
      assertTrue(refused.toString().contains("changed while it was read"), refused.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vhdx", "vdi", "vhd", "vmdk"})
  void aFileOrAStoreNeedsTheDiskOnce(String format) throws IOException {
    byte[] disk = Patterns.bytes(1, 3 << 20);
    CountingSource counted = new CountingSource(Sources.bytes("disk", ByteBuffer.wrap(disk)));
    try (DiskImage image = Images.open(counted, OpenOptions.as("raw"));
        Sink file = Sinks.newFile(directory.resolve("file"));
        Sink placed = new PlacesOnly(Sinks.newFile(directory.resolve("places")));
        LeafSink store = new LeafSink(1 << 20, leaf -> {})) {
      for (Sink sink : List.of(file, placed, store)) {
        long before = counted.bytes();
        Conversion.of(image, WriteOptions.of(format)).writeTo(sink, Job.unattended());
        assertEquals(disk.length, counted.bytes() - before);
      }
    }
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
