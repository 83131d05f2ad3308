// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class ResizedTest {
  private static DiskImage open(byte[] disk) throws IOException {
    byte[] file = Written.file(disk, WriteOptions.of("qcow2").with("cluster_size", "4k"), 2);
    return Images.open(Sources.bytes("image", ByteBuffer.wrap(file)), OpenOptions.as("qcow2"));
  }

  @Test
  void aGrownDiskIsFollowedByZerosAndAShrunkOneIsCutOff() {
    Seeds.each(10, random -> {
      byte[] disk = Disks.random(random);
      int size = random.nextInt(2 * disk.length);
      DiskImage resized = Images.resized(open(disk), size);
      assertArrayEquals(
          Arrays.copyOf(disk, size), Written.file(resized, WriteOptions.of("raw"), 2));
    });
  }

  @Test
  void anyRangeReadsAsThatPartOfTheWhole() {
    Seeds.each(10, random -> {
      byte[] disk = Disks.random(random);
      byte[] wanted = Arrays.copyOf(disk, disk.length + 100_000);
      try (DiskImage resized = Images.resized(open(disk), wanted.length)) {
        for (int i = 0; i < 20; i++) {
          int from = random.nextInt(wanted.length);
          ByteBuffer part = ByteBuffer.allocate(random.nextInt(wanted.length - from + 1));
          resized.read(from, part);
          assertEquals(ByteBuffer.wrap(wanted, from, part.capacity()), part.flip());
        }
      }
    });
  }

  @Test
  void aNewDiskIsZerosAndTakesNoRoom() throws IOException {
    byte[] file = Written.file(Images.zeros(1L << 40), WriteOptions.of("qcow2"), 2);
    assertTrue(file.length < 1 << 20, file.length + " bytes");
    try (DiskImage image =
        Images.open(Sources.bytes("new", ByteBuffer.wrap(file)), OpenOptions.as("qcow2"))) {
      assertEquals(1L << 40, image.size());
      Extent.Resolved run = image.extents(0, image.size()).next();
      assertTrue(run != null && run.readsAsZero() && run.length() == image.size());
    }
  }

  @Test
  void aNegativeSizeAndARangeOutsideAreTheCallersMistakes() throws IOException {
    assertThrows(IllegalArgumentException.class, () -> Images.zeros(-1));
    try (DiskImage image = Images.resized(Images.zeros(10), 20)) {
      assertThrows(IllegalArgumentException.class, () -> image.read(15, ByteBuffer.allocate(6)));
      assertThrows(IllegalArgumentException.class, () -> image.extents(5, 21));
    }
  }
}
