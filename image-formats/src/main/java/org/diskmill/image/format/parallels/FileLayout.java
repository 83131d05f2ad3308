// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.diskmill.image.UnsupportedImageException;

/**
 * Where things are in a new file.
 *
 * @param sectors of the disk
 * @param clusterBytes the size of a cluster
 */
record FileLayout(long sectors, int clusterBytes) {
  /** The geometry that QEMU gives. */
  private static final int HEADS = 16;

  private static final int SECTORS_A_TRACK = 32;

  static FileLayout of(long size, int clusterBytes) throws UnsupportedImageException {
    long sectors = (size + ParallelsHeader.SECTOR - 1) / ParallelsHeader.SECTOR;
    FileLayout layout = new FileLayout(sectors, clusterBytes);
    if (layout.entries() + layout.frontClusters() > Integer.MAX_VALUE / 4) {
      throw new UnsupportedImageException("parallels: a disk of " + size + " bytes has too many"
          + " clusters of " + clusterBytes + " bytes; use larger ones");
    }
    return layout;
  }

  long entries() {
    return (sectors + clusterSectors() - 1) / clusterSectors();
  }

  int clusterSectors() {
    return clusterBytes / ParallelsHeader.SECTOR;
  }

  /** How many clusters header and table take. */
  long frontClusters() {
    long bytes = ParallelsHeader.BYTES + entries() * Integer.BYTES;
    return (bytes + clusterBytes - 1) / clusterBytes;
  }

  long frontBytes() {
    return frontClusters() * clusterBytes;
  }

  long cylinders() {
    return (sectors + HEADS * SECTORS_A_TRACK - 1) / (HEADS * SECTORS_A_TRACK);
  }

  int heads() {
    return HEADS;
  }

  int sectorsATrack() {
    return SECTORS_A_TRACK;
  }

  /** [PARALLELS "Header"]. */
  ByteBuffer header() {
    ByteBuffer b = ByteBuffer.allocate(ParallelsHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    b.put(0, ParallelsHeader.MAGIC_EXTENDED.getBytes(StandardCharsets.US_ASCII));
    b.putInt(16, ParallelsHeader.VERSION);
    b.putInt(20, HEADS);
    b.putInt(24, (int) Math.min(cylinders(), Integer.MAX_VALUE));
    b.putInt(28, clusterSectors());
    b.putInt(32, (int) entries());
    b.putLong(36, sectors);
    b.putInt(44, ParallelsHeader.CLOSED);
    b.putInt(48, (int) (frontBytes() / ParallelsHeader.SECTOR));
    return b;
  }
}
