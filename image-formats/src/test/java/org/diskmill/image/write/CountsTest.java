// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.image.format.qcow2.CountedPacking;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Sinks;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a conversion reads what: speed that rots is seen here, on any machine. */
class CountsTest {
  private static final int MIB = 1 << 20;

  @TempDir
  private Path directory;

  static Stream<WriteOptions> targets() {
    return Stream.concat(
        Writers.names().stream().map(WriteOptions::of),
        Stream.of(
            WriteOptions.of("qcow2").compressed(true),
            WriteOptions.of("qcow2").compressed(true).with("compression_type", "zstd"),
            WriteOptions.of("vmdk").with("subformat", "streamOptimized")));
  }

  /** Formats as which a file of ours is opened again without any other file. */
  static Stream<WriteOptions> sources() {
    return targets().filter(target -> !target.format().equals("raw"));
  }

  /** Bytes that pack to less than their size, and none of which is zero. */
  private static byte[] disk(int size) {
    byte[] disk = Patterns.bytes(5, size);
    for (int i = 0; i < size; i++) {
      disk[i] = (byte) (1 + (disk[i] & 7));
    }
    return disk;
  }

  private void toFile(Source source, String format, WriteOptions target) throws IOException {
    try (DiskImage image = Images.open(source, OpenOptions.as(format));
        PendingFiles files = PendingFiles.at(directory.resolve("file"))) {
      Conversion.of(image, target).writeTo(files, Job.unattended());
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyByteOfARawDiskIsReadOnceAndAMebibyteAtATime(WriteOptions target) throws IOException {
    byte[] disk = disk(9 * MIB);
    CountingSource counted = new CountingSource(Sources.bytes("disk", ByteBuffer.wrap(disk)));
    toFile(counted, "raw", target);
    assertEquals(disk.length, counted.bytes());
    assertEquals(0, counted.bytesReadAgain());
    assertTrue(counted.reads() <= 9, counted.reads() + " reads");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "qcow2", "vmdk", "vhd", "vhdx", "vdi", "parallels"})
  void aPlainDiskIsWrittenAMebibyteAtATime(String format) throws IOException {
    byte[] disk = disk(64 * MIB);
    try (DiskImage image =
            Images.open(Sources.bytes("disk", ByteBuffer.wrap(disk)), OpenOptions.as("raw"));
        PendingFile file = PendingFile.at(directory.resolve("file"))) {
      SharingSink counted = new SharingSink(file.sink(), length -> 0);
      Conversion.of(image, WriteOptions.of(format)).writeTo(counted, Job.unattended());
      // What comes beside the data is small: headers, tables, a sector bitmap for each VHD block.
      assertTrue(counted.writes() <= 64 + 40, counted.writes() + " writes");
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void holesAreNeverRead(WriteOptions target) throws IOException {
    for (int block : new int[] {4096, 64 << 10, 3 * MIB}) {
      byte[] disk = disk(9 * MIB);
      for (int at = block; at < disk.length; at += 2 * block) {
        Arrays.fill(disk, at, Math.min(disk.length, at + block), (byte) 0);
      }
      toFile(new HoleySource(disk, block), "raw", target);
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void everyByteOfAFileIsReadOnceButForItsHeader(WriteOptions written) throws IOException {
    byte[] file = Written.file(disk(12 * MIB), written, 2);
    CountingSource counted = new CountingSource(Sources.bytes("file", ByteBuffer.wrap(file)));
    toFile(counted, written.format(), WriteOptions.of("raw"));
    String found = counted.reads() + " reads, " + counted.bytesReadAgain() + " bytes again";
    // What a format is recognised by is read once more, with what the file begins with.
    assertTrue(counted.bytesReadAgain() <= 64 << 10, found);
    assertTrue(counted.reads() <= 12 + 10, found);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void unitsThatLieFarApartShareTasksAndNoBytes(WriteOptions options) throws IOException {
    byte[] disk = new byte[32 * MIB];
    for (int at = 0; at < disk.length; at += MIB) {
      Arrays.fill(disk, at + 4096, at + (60 << 10), (byte) (1 + at / MIB));
    }
    byte[] file = Written.file(disk, WriteOptions.of("qcow2"), 1);
    AtomicInteger tasks = new AtomicInteger();
    Executor counting = task -> {
      tasks.incrementAndGet();
      task.run();
    };
    try (DiskImage image =
            Images.open(Sources.bytes("file", ByteBuffer.wrap(file)), OpenOptions.as("qcow2"));
        PendingFiles target = PendingFiles.at(directory.resolve("file"))) {
      Conversion conversion = Conversion.of(image, options).on(counting, 2);
      conversion.writeTo(target, Job.unattended());
      target.commit();
      assertEquals(conversion.needs().unitBytes() <= 64 << 10 ? 2 : 32, tasks.get());
    }
    try (Source written = Sources.file(directory.resolve("file"));
        DiskImage image = Images.open(written, OpenOptions.as(options.format()))) {
      assertArrayEquals(disk, Memory.content(image));
    }
  }

  @Test
  void unitsOfZerosAreNeitherEncodedNorPackedAndOthersArePackedOnce() throws IOException {
    byte[] disk = disk(4 * MIB);
    Arrays.fill(disk, 0, MIB, (byte) 0);
    Arrays.fill(disk, 2 * MIB, 2 * MIB + (128 << 10), (byte) 0);
    try (Counted run = Counted.of(new HoleySource(holes(disk), MIB), "raw")) {
      run.all();
      assertEquals(2 * MIB / Counted.UNIT, run.encoded());
      assertEquals(2 * MIB / Counted.UNIT - 2, run.packed());
    }
  }

  private static byte[] holes(byte[] disk) {
    byte[] moved = new byte[disk.length];
    // The zeros that no map knows of come first in the blocks that are data.
    System.arraycopy(disk, 2 * MIB, moved, 0, MIB);
    System.arraycopy(disk, 3 * MIB, moved, 2 * MIB, MIB);
    return moved;
  }

  @Test
  void unitsThatArePackedAlreadyAreUnpackedOnceAndNotPacked() throws IOException {
    byte[] disk = disk(4 * MIB);
    byte[] file = Written.file(disk, WriteOptions.of("qcow2").compressed(true), 2);
    try (Counted run = Counted.of(Sources.bytes("file", ByteBuffer.wrap(file)), "qcow2")) {
      run.all();
      assertEquals(disk.length / Counted.UNIT, run.encoded());
      assertEquals(disk.length / Counted.UNIT, run.unpacked());
      assertEquals(0, run.packed());
    }
  }

  @Test
  void buffersAreMadeForABatchAndNotForAUnit() throws IOException {
    byte[] file = Written.file(disk(16 * MIB), WriteOptions.of("qcow2").compressed(true), 2);
    try (Counted run = Counted.of(Sources.bytes("file", ByteBuffer.wrap(file)), "qcow2")) {
      run.all();
      assertEquals(3, run.buffersMade());
    }
  }

  @Test
  void aBufferIsFreeWhenItsUnitsAreInPlace() throws IOException {
    Source disk = Sources.bytes("disk", ByteBuffer.wrap(disk(4 * MIB)));
    try (Counted run = Counted.of(disk, "raw", CountedPacking.plain(), new Counted.Look() {})) {
      List<EncodedBatch> waiting = run.begun();
      assertEquals(2 * waiting.size(), run.buffersMade());
      waiting.forEach(batch -> batch.release().run());
    }
    Source again = Sources.bytes("disk", ByteBuffer.wrap(disk(4 * MIB)));
    UnitEncoder placing = (unit, space) -> EncodedUnit.placed(unit);
    try (Counted run = Counted.of(again, "raw", placing, new Counted.Look() {})) {
      List<EncodedBatch> waiting = run.begun();
      assertEquals(4, waiting.size());
      assertEquals(2, run.buffersMade());
      waiting.forEach(batch -> batch.release().run());
    }
  }

  @Test
  void plainUnitsAreHandedOnWithoutACopy() throws IOException {
    byte mark = 100;
    AtomicInteger marked = new AtomicInteger();
    Counted.Look look = new Counted.Look() {
      @Override
      public void at(Unit unit) throws IOException {
        unit.plain().put(0, mark);
      }

      @Override
      public void at(EncodedUnit stretch) {
        for (int at = 0; at < stretch.bytes().remaining(); at += Counted.UNIT) {
          marked.addAndGet(stretch.bytes().get(at) == mark ? 1 : 0);
        }
      }
    };
    Source disk = Sources.bytes("disk", ByteBuffer.wrap(disk(2 * MIB)));
    try (Counted run = Counted.of(disk, "raw", CountedPacking.plain(), look)) {
      run.all();
    }
    assertEquals(2 * MIB / Counted.UNIT, marked.get());
  }

  @Test
  void anEstimateReadsNoData() throws IOException {
    CountingSource counted =
        new CountingSource(Sources.bytes("disk", ByteBuffer.wrap(disk(9 * MIB))));
    try (DiskImage image = Images.open(counted, OpenOptions.as("raw"))) {
      for (WriteOptions target : targets().toList()) {
        Conversion.of(image, target).estimate();
      }
    }
    assertEquals(List.of(0L, 0L), List.of(counted.reads(), counted.bytes()));
  }

  @Test
  void aStreamIsFedFromOneReadingToo() throws IOException {
    byte[] disk = disk(9 * MIB);
    CountingSource counted = new CountingSource(Sources.bytes("disk", ByteBuffer.wrap(disk)));
    try (DiskImage image = Images.open(counted, OpenOptions.as("raw"))) {
      Conversion.of(image, WriteOptions.of("raw")).writeTo(Sinks.counting(), Job.unattended());
    }
    assertEquals(disk.length, counted.bytes());
    assertTrue(counted.reads() <= 9, counted.reads() + " reads");
  }
}
