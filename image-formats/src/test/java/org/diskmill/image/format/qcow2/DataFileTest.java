// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.contract.Crowd;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guest data in a file of their own. */
class DataFileTest {
  private static final WriteOptions PLAIN = WriteOptions.of("qcow2").with("data_file", "data");

  @TempDir
  private Path directory;

  private Map<String, byte[]> write(byte[] disk, WriteOptions options, int workers)
      throws IOException {
    Path path = directory.resolve("image");
    try (DiskImage image = Memory.open(Map.of("disk", disk), "disk", "raw");
        PendingFiles files = PendingFiles.at(path)) {
      Crowd.of(workers, Conversion.of(image, options)).writeTo(files, Job.unattended());
      files.commit();
    }
    byte[] data = Files.readAllBytes(directory.resolve("data"));
    return Map.of("image", Files.readAllBytes(path), "data", data);
  }

  @Test
  void readingGivesWhatWasStored() {
    Seeds.each(5, random -> {
      byte[] disk = Disks.random(random);
      for (WriteOptions kind : List.of(
          PLAIN,
          PLAIN.with("data_file_raw", "on"),
          PLAIN.with("extended_l2", "on"),
          PLAIN.with("cluster_size", "512"),
          PLAIN.with("preallocation", "full"))) {
        Map<String, byte[]> files = write(disk, kind, 2);
        assertArrayEquals(disk, Memory.content(Memory.open(files, "image", "qcow2")));
      }
    });
  }

  @Test
  void theEstimateIsOfBothFiles() {
    Seeds.each(5, random -> {
      byte[] disk = Disks.random(random);
      for (WriteOptions kind : List.of(PLAIN, PLAIN.with("preallocation", "full"))) {
        Map<String, byte[]> files = write(disk, kind, 2);
        try (DiskImage image = Memory.open(Map.of("disk", disk), "disk", "raw")) {
          long written = files.values().stream().mapToLong(file -> file.length).sum();
          SizeEstimate estimate = Conversion.of(image, kind).estimate();
          assertTrue(estimate.bytes() >= written, estimate + " for " + written);
          assertTrue(!estimate.exact() || estimate.bytes() == written, estimate.toString());
          SizeEstimate all = Conversion.of(image, kind).fullyAllocated();
          assertTrue(all.bytes() - written <= disk.length + (4 << 20), all.toString());
        }
      }
    });
  }

  @Test
  void theDataFileIsTheRawDisk() {
    Seeds.each(5, random -> {
      byte[] disk = Disks.random(random);
      assertArrayEquals(disk, write(disk, PLAIN.with("data_file_raw", "on"), 2).get("data"));
    });
  }

  @Test
  void theRawFlagIsRecordedAndEveryClusterHasItsPlace() throws IOException {
    byte[] disk = new byte[1 << 20];
    Map<String, byte[]> files = write(disk, PLAIN.with("data_file_raw", "on"), 1);
    var info =
        Images.info(Sources.bytes("i", ByteBuffer.wrap(files.get("image"))), OpenOptions.probing());
    assertEquals(true, info.details().get("data-file-raw"));
    try (DiskImage image = Memory.open(files, "image", "qcow2")) {
      ExtentCursor runs = image.extents(0, disk.length);
      assertTrue(
          runs.next() instanceof Extent.Data all && all.at() == 0 && all.length() == disk.length);
    }
  }

  @Test
  void oneWorkerAndSixteenWriteTheSameFiles() {
    Seeds.each(3, random -> {
      byte[] disk = Disks.random(random);
      Map<String, byte[]> one = write(disk, PLAIN, 1);
      Map<String, byte[]> sixteen = write(disk, PLAIN, 16);
      assertArrayEquals(one.get("image"), sixteen.get("image"));
      assertArrayEquals(one.get("data"), sixteen.get("data"));
    });
  }

  @Test
  void withoutItsDataFileTheImageIsRefused() throws IOException {
    byte[] image = write(new byte[70_000], PLAIN, 1).get("image");
    assertThrows(
        RefusedReferenceException.class,
        () -> Memory.open(Map.of("image", image), "image", "qcow2"));
  }

  @Test
  void whatCannotBeIsRefusedByName() throws IOException {
    try (DiskImage disk = Memory.open(Map.of("disk", new byte[512]), "disk", "raw")) {
      for (WriteOptions wrong : List.of(
          PLAIN.with("data_file", "../elsewhere"),
          PLAIN.with("data_file", ""),
          PLAIN.with("compat", "0.10"),
          PLAIN.compressed(true),
          PLAIN.with("data_file", "x".repeat(500)).with("cluster_size", "512"),
          PLAIN.withAll("data_file_raw=on,backing_file=b,backing_fmt=raw"),
          WriteOptions.of("qcow2").with("data_file_raw", "on"))) {
        assertThrows(
            IllegalArgumentException.class, () -> Conversion.of(disk, wrong), wrong.toString());
      }
    }
  }
}
