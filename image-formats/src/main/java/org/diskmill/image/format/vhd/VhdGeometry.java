// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

/** Cylinders, heads and sectors of a track, as a PC's BIOS of old counts. */
record VhdGeometry(int cylinders, int heads, int sectors) {
  static final int SECTOR = 512;

  /** What says that the disk is larger than geometry can tell. */
  static final VhdGeometry LARGEST = new VhdGeometry(65_535, 16, 255);

  boolean isLargest() {
    // Not the record's own equals, which a process makes when it is first called, in 15 ms.
    return cylinders == LARGEST.cylinders && heads == LARGEST.heads && sectors == LARGEST.sectors;
  }

  /** The size that the geometry stands for. */
  long bytes() {
    return (long) cylinders * heads * sectors * SECTOR;
  }

  /** The geometry for a disk: [VHD1 "Appendix: CHS Calculation"]. It stands for no more than that. */
  static VhdGeometry of(long diskBytes) {
    long total = Math.min(diskBytes / SECTOR, 65_535L * 16 * 255);
    if (total >= 65_535L * 16 * 63) {
      return new VhdGeometry((int) (total / 255 / 16), 16, 255);
    }
    int sectors = 17;
    long tracks = total / sectors;
    int heads = (int) Math.max(4, (tracks + 1023) / 1024);
    if (tracks >= heads * 1024L || heads > 16) {
      sectors = 31;
      heads = 16;
      tracks = total / sectors;
    }
    if (tracks >= heads * 1024L) {
      sectors = 63;
      heads = 16;
      tracks = total / sectors;
    }
    return new VhdGeometry((int) (tracks / heads), heads, sectors);
  }
}
