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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Written;
import org.diskmill.io.CancelledException;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Job;
import org.diskmill.io.LeafSink;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Sinks;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionTest {
  private static final List<WriteOptions> TARGETS = List.of(
      WriteOptions.of("raw"),
      WriteOptions.of("qcow2"),
      WriteOptions.of("qcow2").compressed(true),
      WriteOptions.of("qcow2").with("compression_type", "zstd").compressed(true),
      WriteOptions.of("qcow2").with("cluster_size", "4k").compressed(true),
      WriteOptions.of("vmdk").with("subformat", "streamOptimized"),
      WriteOptions.of("vmdk"),
      WriteOptions.of("vmdk").with("zeroed_grain", "on"),
      WriteOptions.of("vdi"),
      WriteOptions.of("vdi").with("static", "on"));

  @TempDir
  private Path directory;

  private static DiskImage image(byte[] file, String format) throws IOException {
    return Images.open(Sources.bytes("test image", ByteBuffer.wrap(file)), OpenOptions.as(format));
  }

  @Test
  void oneWorkerAndSixteenWriteTheSameBytes() {
    Seeds.each(4, random -> {
      byte[] disk = Disks.random(random);
      for (WriteOptions target : TARGETS) {
        assertArrayEquals(
            Written.file(disk, target, 1), Written.file(disk, target, 16), target.toString());
      }
    });
  }

  @Test
  void noThreadsAtAllAreRefusedAtOnce() throws IOException {
    try (DiskImage image = image(new byte[512], "raw")) {
      Conversion conversion = Conversion.of(image, WriteOptions.of("raw"));
      assertThrows(IllegalArgumentException.class, () -> conversion.workers(0));
      assertThrows(IllegalArgumentException.class, () -> conversion.on(Runnable::run, 0));
    }
  }

  @Test
  void threadsThatTakeNoWorkOnlyMakeItSlower() throws IOException {
    byte[] disk = Patterns.bytes(5, 20 << 20);
    ExecutorService shut = Executors.newFixedThreadPool(1);
    shut.shutdown();
    for (WriteOptions target : TARGETS) {
      Path file = directory.resolve("refused");
      try (DiskImage image = image(disk, "raw");
          PendingFile made = PendingFile.at(file)) {
        Conversion.of(image, target).on(shut, 2).writeTo(made.sink(), Job.unattended());
        made.commit();
      }
      assertArrayEquals(Written.file(disk, target, 2), Files.readAllBytes(file));
    }
  }

  @Test
  void threadsThatFailInAnyWayOnlyMakeItSlower() throws IOException {
    byte[] disk = Patterns.bytes(6, 20 << 20);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    AtomicInteger turn = new AtomicInteger();
    // Takes some, takes some and fails all the same, and fails at the rest.
    Executor broken = task -> {
      int next = turn.incrementAndGet() % 3;
      if (next != 0) {
        pool.execute(task);
      }
      if (next != 1) {
        throw new IllegalStateException("no context");
      }
    };
    try {
      for (WriteOptions target : TARGETS) {
        Path file = directory.resolve("broken");
        CountingSource source = new CountingSource(Sources.bytes("disk", ByteBuffer.wrap(disk)));
        try (DiskImage image = Images.open(source, OpenOptions.as("raw"));
            PendingFile made = PendingFile.at(file)) {
          Conversion.of(image, target).on(broken, 2).writeTo(made.sink(), Job.unattended());
          made.commit();
        }
        assertEquals(0, source.bytesReadAgain());
        assertArrayEquals(Written.file(disk, target, 2), Files.readAllBytes(file));
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aFileAndALeafSinkGetTheSameBytes() {
    Seeds.each(4, random -> {
      byte[] disk = Disks.random(random);
      for (WriteOptions target : TARGETS) {
        LeafSink leaves = new LeafSink(DigestTree.LEAF_BYTES, leaf -> {});
        try (DiskImage image = image(disk, "raw")) {
          Conversion.of(image, target).writeTo(leaves, Job.unattended());
        }
        Source file = Sources.bytes("file", ByteBuffer.wrap(Written.file(disk, target, 2)));
        assertEquals(
            Sources.hash(file, "hashing", Job.unattended()).tree(),
            leaves.finish().tree());
      }
    });
  }

  @Test
  void goingThroughQcow2AndBackChangesNothing() {
    Seeds.each(4, random -> {
      byte[] disk = Disks.random(random);
      for (WriteOptions target : TARGETS.subList(1, 5)) {
        DiskImage between = image(Written.file(disk, target, 2), "qcow2");
        assertArrayEquals(disk, Written.file(between, WriteOptions.of("raw"), 2));
      }
    });
  }

  /** Buffers go from batch to batch, and the holes of the next lie where data of the last were. */
  @Test
  void whatLiesBesideDataInAReusedBufferIsZero() throws IOException {
    int block = 150_001;
    byte[] disk = Patterns.bytes(5, 3 << 20);
    for (int hole = block; hole < disk.length; hole += 2 * block) {
      Arrays.fill(disk, hole, Math.min(hole + block, disk.length), (byte) 0);
    }
    for (WriteOptions target : TARGETS) {
      Source holey = new HoleySource(disk, block);
      byte[] file = Written.file(Images.open(holey, OpenOptions.as("raw")), target, 1);
      DiskImage written = image(file, target.format());
      assertArrayEquals(disk, Written.file(written, WriteOptions.of("raw"), 1), target.toString());
    }
  }

  @Test
  void theEstimateOfAPlainQcow2IsNeverExceeded() {
    Seeds.each(10, random -> {
      byte[] disk = Disks.random(random);
      WriteOptions target = WriteOptions.of("qcow2");
      try (DiskImage image = image(disk, "raw")) {
        long most = Conversion.of(image, target).estimate().bytes();
        int written = Written.file(disk, target, 2).length;
        assertTrue(written <= most);
        assertEquals(written, Conversion.of(image, target).measure(Job.unattended()));
      }
    });
  }

  @Test
  void theEstimateIsMetWhenEveryUnitHoldsData() throws IOException {
    byte[] disk = Patterns.bytes(7, 3 << 20);
    WriteOptions target = WriteOptions.of("qcow2").with("cluster_size", "4k");
    try (DiskImage image = image(disk, "raw")) {
      long most = Conversion.of(image, target).estimate().bytes();
      assertEquals(most, Written.file(disk, target, 2).length);
    }
  }

  @Test
  void neighbouringCompressedClustersAreReadAtOnceAndOnce() throws IOException {
    byte[] disk = Patterns.bytes(3, 8 << 20);
    for (int i = 0; i < disk.length; i++) {
      disk[i] &= 7;
    }
    WriteOptions packed = WriteOptions.of("qcow2").compressed(true);
    byte[] file = Written.file(disk, packed, 2);
    CountingSource counted = new CountingSource(Sources.bytes("counted", ByteBuffer.wrap(file)));
    try (DiskImage image = Images.open(counted, OpenOptions.as("qcow2"))) {
      Conversion.of(image, WriteOptions.of("raw")).writeTo(Sinks.counting(), Job.unattended());
    }
    assertTrue(counted.reads() <= 8 + 12, counted.reads() + " reads for 8 batches and the tables");
    assertTrue(
        counted.bytes() <= file.length + file.length / 50,
        counted.bytes() + " bytes read of a file of " + file.length);
  }

  @Test
  void aDamagedClusterFailsTheConversionAndLeavesNoFile() throws IOException {
    byte[] disk = Patterns.bytes(3, 1 << 20);
    for (int i = 0; i < disk.length; i++) {
      disk[i] &= 7;
    }
    byte[] file = Written.file(disk, WriteOptions.of("qcow2").compressed(true), 2);
    java.util.Arrays.fill(file, 70_000, 90_000, (byte) 0xff);
    Path target = directory.resolve("target.raw");
    try (DiskImage image = image(file, "qcow2");
        PendingFile pending = PendingFile.at(target)) {
      Conversion conversion = Conversion.of(image, WriteOptions.of("raw"));
      CorruptImageException failure = assertThrows(
          CorruptImageException.class, () -> conversion.writeTo(pending.sink(), Job.unattended()));
      assertTrue(failure.toString().contains("test image: compressed unit at"), failure.toString());
    }
    try (var left = Files.list(directory)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aCancelledJobStopsTheConversion() throws IOException {
    Job job = Job.unattended();
    job.cancel();
    try (DiskImage image = image(Patterns.bytes(1, 4 << 20), "raw")) {
      Conversion conversion = Conversion.of(image, WriteOptions.of("raw"));
      assertThrows(CancelledException.class, () -> conversion.writeTo(Sinks.counting(), job));
    }
  }

  @Test
  void anUnknownOptionIsRefusedWithTheNearestName() throws IOException {
    try (DiskImage image = image(new byte[512], "raw")) {
      WriteOptions misspelt = WriteOptions.of("qcow2").with("clustersize", "64k");
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> Conversion.of(image, misspelt));
      assertTrue(refused.toString().contains("'cluster_size'"), refused.toString());
    }
  }

  @Test
  void whatCannotBeWrittenYetIsRefusedByName() throws IOException {
    try (DiskImage image = image(new byte[512], "raw")) {
      WriteOptions compressed = WriteOptions.of("vmdk").compressed(true);
      assertThrows(UnsupportedImageException.class, () -> Conversion.of(image, compressed));
      assertThrows(
          UnsupportedImageException.class, () -> Conversion.of(image, WriteOptions.of("iso")));
    }
  }
}
