// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import org.diskmill.image.UnsupportedImageException;

/**
 * Where things lie in the files that we write: the header, the map, then the blocks, which begin at
 * a page so that no write of one touches a page of another.
 *
 * @param diskBytes the size of the disk, in whole sectors
 */
record VdiLayout(long diskBytes) {
  /** What VirtualBox writes, and the only size that QEMU reads. */
  static final int BLOCK = 1 << 20;

  static final int MAP_AT = VdiHeader.BYTES;

  private static final int PAGE = 4096;
  private static final int SECTOR = 512;

  /** QEMU's bound: its map must fit in 31 bits. */
  private static final long MOST_BLOCKS = 0x1fff_ff80L;

  static VdiLayout of(long size) throws UnsupportedImageException {
    VdiLayout layout = new VdiLayout((size + SECTOR - 1) / SECTOR * SECTOR);
    if (layout.blocks() > MOST_BLOCKS) {
      throw new UnsupportedImageException(
          "vdi: a disk of " + size + " bytes is larger than a VDI can be, 512 TiB");
    }
    return layout;
  }

  long blocks() {
    return (diskBytes + BLOCK - 1) / BLOCK;
  }

  /** At which byte the blocks begin; the header has room for 32 bits, the highest of which may be set. */
  long dataAt() {
    return (MAP_AT + blocks() * Integer.BYTES + PAGE - 1) / PAGE * PAGE;
  }

  /** The size of a file that stores that many blocks. */
  long fileBytes(long stored) {
    return dataAt() + stored * BLOCK;
  }
}
