// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

class L1TableTest {
  private static final WriteOptions SMALL = WriteOptions.of("qcow2").with("cluster_size", "512");

  private static DiskImage open(byte[] file) throws IOException {
    OpenOptions options = OpenOptions.as("qcow2").limits(Limits.defaults().metadataBytes(64 << 10));
    return Images.open(Sources.bytes("image", ByteBuffer.wrap(file)), options);
  }

  @Test
  void aTableThatIsLargerThanWhatMayBeHeldIsReadInPieces() throws IOException {
    byte[] start = Patterns.bytes(1, 100_000);
    long size = 8L << 30;
    DiskImage disk = Images.resized(
        Images.open(Sources.bytes("disk", ByteBuffer.wrap(start)), OpenOptions.as("raw")), size);
    try (DiskImage image = open(Written.file(disk, SMALL, 2))) {
      assertEquals(size, image.size());
      ByteBuffer read = ByteBuffer.allocate(start.length);
      image.read(0, read);
      assertArrayEquals(start, read.array());
      Extent rest = image.extents(4L << 30, size).next();
      assertTrue(
          rest != null && rest.end() == size && rest instanceof Extent.Hole, () -> "" + rest);
    }
  }

  @Test
  void aTableThatManyEntriesShareIsRefused() throws IOException {
    byte[] file = Written.file(Images.zeros(64 << 20), SMALL, 1);
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int l1 = (int) bytes.getLong(40);
    for (int i = 0; i < bytes.getInt(36); i++) {
      bytes.putLong(l1 + i * 8, 512);
    }
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> open(file).close());
    assertTrue(refused.toString().contains("some are there twice"), refused.toString());
  }
}
