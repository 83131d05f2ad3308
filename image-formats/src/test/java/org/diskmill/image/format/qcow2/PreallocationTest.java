// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** Places for clusters that hold no data. */
class PreallocationTest {
  private static final WriteOptions METADATA =
      WriteOptions.of("qcow2").with("preallocation", "metadata");
  private static final List<WriteOptions> KINDS = List.of(
      METADATA,
      METADATA.with("preallocation", "falloc"),
      METADATA.with("preallocation", "full"),
      METADATA.with("compat", "0.10"),
      METADATA.with("cluster_size", "512"),
      METADATA.with("extended_l2", "on"));

  @Test
  void readingGivesWhatWasStoredAndTheSizeIsTheEstimate() {
    Seeds.each(3, random -> {
      byte[] disk = Disks.random(random);
      for (WriteOptions kind : KINDS) {
        byte[] file = Written.file(disk, kind, 2);
        Map<String, byte[]> files = Map.of("disk", disk, "image", file);
        assertArrayEquals(disk, Memory.content(Memory.open(files, "image", "qcow2")));
        try (DiskImage raw = Memory.open(files, "disk", "raw")) {
          assertEquals(file.length, Conversion.of(raw, kind).estimate().bytes());
        }
      }
    });
  }

  @Test
  void everyClusterHasAPlaceAndTheBooksAreInOrder() throws IOException {
    for (WriteOptions kind : KINDS) {
      byte[] file = Written.file(new byte[300_000], kind, 1);
      var source = Sources.bytes("image", ByteBuffer.wrap(file));
      var report =
          Checks.check(source, OpenOptions.as("qcow2"), Job.unattended()).orElseThrow();
      assertEquals(List.of(), report.findings());
      var allocation = report.allocation().orElseThrow();
      assertEquals(allocation.totalClusters(), allocation.allocatedClusters());
      try (DiskImage image = Memory.open(Map.of("image", file), "image", "qcow2")) {
        assertTrue(image.extents(0, 300_000).next() instanceof Extent.Data);
      }
    }
  }

  @Test
  void whatCannotBeIsRefusedByName() throws IOException {
    try (DiskImage disk = Memory.open(Map.of("disk", new byte[512]), "disk", "raw")) {
      assertThrows(
          IllegalArgumentException.class, () -> Conversion.of(disk, METADATA.compressed(true)));
      assertThrows(
          IllegalArgumentException.class,
          () -> Conversion.of(disk, METADATA.with("preallocation", "some")));
      WriteOptions over = METADATA.withAll("backing_file=b,backing_fmt=raw");
      assertThrows(UnsupportedImageException.class, () -> Conversion.of(disk, over));
    }
  }
}
