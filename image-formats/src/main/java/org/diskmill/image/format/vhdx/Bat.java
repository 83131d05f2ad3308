// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

/**
 * Where in the block allocation table what stands: [MS-VHDX 2.5]. After each chunk of payload
 * entries, also in files that have no use for it, comes the entry of the chunk's sector bitmap.
 *
 * @param blocks how many payload blocks the disk has
 * @param chunk how many of them one bitmap block covers
 * @param differencing whether the last chunk is there whole
 */
record Bat(long blocks, long chunk, boolean differencing) {
  static final int ENTRY_BYTES = 8;

  /** How many sectors the bits of one bitmap block of 1 MiB stand for. */
  private static final long SECTORS = 1L << 23;

  static final int NOT_PRESENT = 0;
  static final int UNDEFINED = 1;
  static final int ZERO = 2;
  static final int UNMAPPED = 3;

  /** What version 0.95 of the specification had for unmapped. */
  static final int OLD_UNMAPPED = 5;

  static final int PRESENT = 6;
  static final int PARTLY_PRESENT = 7;

  static Bat of(long diskBytes, int blockBytes, int sectorBytes, boolean differencing) {
    long blocks = diskBytes / blockBytes + (diskBytes % blockBytes == 0 ? 0 : 1);
    return new Bat(blocks, SECTORS * sectorBytes / blockBytes, differencing);
  }

  /** How many entries the table has. */
  long entries() {
    if (differencing) {
      return (blocks + chunk - 1) / chunk * (chunk + 1);
    }
    return blocks == 0 ? 0 : blocks + (blocks - 1) / chunk;
  }

  long payload(long block) {
    return block + block / chunk;
  }

  /** Whether the entry of that index is a payload block's, which the disk has. */
  boolean isPayload(long index) {
    return !isBitmapPlace(index) && index - index / (chunk + 1) < blocks;
  }

  /** Whether the entry of that index is a sector bitmap's, which only differencing disks have. */
  boolean isBitmap(long index) {
    return differencing && isBitmapPlace(index) && index < entries();
  }

  /** Whether the entry of that index is no payload block's, on a disk of whatever size. */
  boolean isBitmapPlace(long index) {
    return index % (chunk + 1) == chunk;
  }

  /** The entry of the bitmap that covers a block. */
  long bitmap(long block) {
    return block / chunk * (chunk + 1) + chunk;
  }

  static int state(long entry) {
    return (int) entry & 7;
  }

  /** Where a stored block is, in bytes of the file: whole MiB. */
  static long at(long entry) {
    return entry & -(1L << 20);
  }

  static long entry(long at, int state) {
    return at | state;
  }
}
