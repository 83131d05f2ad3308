// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import org.diskmill.image.UnsupportedImageException;

/**
 * Where things lie in the sparse extents that we write, in sectors: header and descriptor, the
 * redundant grain directory with its tables, the primary one with its tables, then the grains at a
 * multiple of their size. All tables are there from the beginning, as VMware and QEMU have it.
 *
 * @param sectors of the disk that the extent holds
 */
record SparseLayout(long sectors) {
  private static final int TABLE_SECTORS = Grains.TABLE_BYTES / Grains.SECTOR;

  static SparseLayout of(long bytes) throws UnsupportedImageException {
    SparseLayout layout = new SparseLayout(Grains.sectors(bytes));
    if (!layout.fits()) {
      throw new UnsupportedImageException("vmdk: a sparse extent of "
          + bytes
          + " bytes could grow past the 2 TiB that its tables can point to; use"
          + " subformat=twoGbMaxExtentSparse");
    }
    return layout;
  }

  long grains() {
    return Sectors.pieces(sectors, Grains.SECTORS);
  }

  long tables() {
    return Sectors.pieces(grains(), Grains.PER_TABLE);
  }

  private long directorySectors() {
    return Grains.sectors(tables() * Integer.BYTES);
  }

  /** A directory and its tables. */
  private long half() {
    return directorySectors() + tables() * TABLE_SECTORS;
  }

  long redundantAt() {
    return 1 + DescriptorBytes.SECTORS;
  }

  long directoryAt() {
    return redundantAt() + half();
  }

  /** The first sector of a table, where the directory begins at {@code directory}. */
  long tableAt(long directory, long index) {
    return directory + directorySectors() + index * TABLE_SECTORS;
  }

  long grainsAt() {
    return Sectors.pieces(directoryAt() + half(), Grains.SECTORS) * Grains.SECTORS;
  }

  /** The size of a file that stores that many grains, in bytes. */
  long fileBytes(long stored) {
    return (grainsAt() + stored * Grains.SECTORS) * Grains.SECTOR;
  }

  /** Places are 32-bit sector numbers. */
  private boolean fits() {
    return grainsAt() + grains() * Grains.SECTORS <= 0xffff_ffffL;
  }
}
