// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

/** The sizes that every writer of sparse VMDK uses: [VMDK5 "Hosted Sparse Extents"]. */
final class Grains {
  static final int SECTOR = 512;
  static final int SECTORS = 128;
  static final int BYTES = SECTORS * SECTOR;

  /** How many grains one grain table maps; VMware reads no other number. */
  static final int PER_TABLE = 512;

  static final int TABLE_BYTES = PER_TABLE * Integer.BYTES;

  /** A compressed grain's header: its sector (64 bits) and the length of its data (32 bits). */
  static final int MARKER_BYTES = 12;

  /**
   * Room for one stored grain: zlib's worst case is 5 bytes for every 16 KiB and 6 for the wrapper,
   * and a multiple of the sector size is written.
   */
  static final int STORED_MOST = BYTES + 2 * SECTOR;

  private Grains() {}

  /** How many grains a disk has. */
  static long count(long size) {
    return size / BYTES + (size % BYTES == 0 ? 0 : 1);
  }

  /** Sectors that hold that many bytes. */
  static long sectors(long bytes) {
    return bytes / SECTOR + (bytes % SECTOR == 0 ? 0 : 1);
  }
}
