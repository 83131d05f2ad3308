// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

/** The table has no checksum: what one changed bit makes of it must be noticed by what it says. */
class BlocksApartTest {
  private static final int MIB = 1 << 20;

  private static Source source(byte[] file) {
    return Sources.bytes("a.vhdx", ByteBuffer.wrap(file));
  }

  private static void read(VhdxFiles file) throws IOException {
    byte[] parent = new VhdxFiles(2 * MIB, 512, false, 0).bytes;
    OpenOptions options = OpenOptions.as("vhdx").references(wanted -> Optional.of(source(parent)));
    try (DiskImage image = Images.open(source(file.bytes), options)) {
      image.read(0, ByteBuffer.allocate((int) image.size()));
    }
  }

  private static void assertRefused(VhdxFiles file, String words) {
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> read(file));
    assertTrue(refused.toString().contains(words), refused.toString());
  }

  @Test
  void aBlockWhosePlaceHasTheHighestBitIsRefusedByIt() {
    VhdxFiles file = new VhdxFiles(2 * MIB, 512, false, 1);
    file.entry(0, 1L << 63 | file.allocate(0, 6) | 6);
    assertRefused(file, "entry at " + file.entryAt(0) + " points to 9223372036860018688, expected");
  }

  @Test
  void aSectorBitmapInAnotherBlocksPlaceIsRefused() {
    VhdxFiles file = new VhdxFiles(2 * MIB, 512, true, 2);
    file.allocate(0, 7);
    int block = file.allocate(1, 6);
    file.bitmap(block | 6);
    assertRefused(file, " points to " + block + ", where another block is too");
  }

  @Test
  void aSectorBitmapBehindABlockIsItsOwn() throws IOException {
    VhdxFiles file = new VhdxFiles(2 * MIB, 512, true, 2);
    file.allocate(0, 7);
    file.allocateBitmap();
    read(file);
  }

  @Test
  void withoutAParentThereAreNoBitmapsToCollide() throws IOException {
    VhdxFiles file = new VhdxFiles(2 * MIB, 512, false, 1);
    file.bitmap(file.allocate(0, 6) | 6);
    read(file);
  }
}
