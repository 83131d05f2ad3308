// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.write.SizeEstimate;

/**
 * What a differencing disk is made of.
 *
 * @param parent the parent's data, by their identifier
 * @param disk the disk's identifier, which is the parent's too: to the guest it is the same disk
 */
record ChildShape(
    VhdxOptions kind, long diskBytes, int blockBytes, UUID parent, Optional<UUID> disk) {
  /** What Hyper-V takes for differences, which are few and small. */
  private static final int SMALL_BLOCK = 2 << 20;

  private static final long SMALL_DISK = 4L << 40;

  /** The table is filled in at the end, until when it is in memory. */
  private static final long MOST_TABLE = 64 << 20;

  /** The child of a disk that says this about itself. */
  static ChildShape of(VhdxOptions kind, long diskBytes, ImageInfo base)
      throws UnsupportedImageException {
    Object sector = base.details().get("logical-sector-size");
    if (!Long.valueOf(VhdxOptions.SECTOR).equals(sector)) {
      throw new UnsupportedImageException("vhdx: "
          + base.name()
          + " has sectors of "
          + sector
          + " bytes, and only disks with sectors of 512 are written");
    }
    UUID data = UUID.fromString(String.valueOf(base.details().get("data-write-guid")));
    Optional<UUID> disk = Optional.ofNullable(base.details().get("disk-id"))
        .map(id -> UUID.fromString(id.toString()));
    return of(kind, diskBytes, data, kind.uuid().or(() -> disk));
  }

  /** The child of any disk, to see how large it may become. */
  static ChildShape measured(VhdxOptions kind, long diskBytes) throws UnsupportedImageException {
    return of(kind, diskBytes, Guids.NONE, Optional.empty());
  }

  private static ChildShape of(VhdxOptions kind, long diskBytes, UUID parent, Optional<UUID> disk)
      throws UnsupportedImageException {
    boolean small = kind.blockBytes() == 0 && diskBytes <= SMALL_DISK;
    int blockBytes = small ? SMALL_BLOCK : kind.blockBytesFor(diskBytes);
    ChildShape shape = new ChildShape(kind, diskBytes, blockBytes, parent, disk);
    if (shape.places().tableBytes() > MOST_TABLE) {
      throw new UnsupportedImageException("vhdx: the table of a differencing disk of "
          + diskBytes
          + " bytes in blocks of "
          + blockBytes
          + " is over 64 MiB; use a larger block_size");
    }
    return shape;
  }

  Bat bat() {
    return Bat.of(diskBytes, blockBytes, VhdxOptions.SECTOR, true);
  }

  VhdxPlaces places() {
    return VhdxPlaces.of(kind, bat());
  }

  /** How many sectors of a block lie on the disk. */
  long sectorsIn(long block) {
    long left = diskBytes - block * blockBytes;
    return Math.min(left, blockBytes) / VhdxOptions.SECTOR;
  }

  ByteBuffer metadata(Identity ofFile) {
    Identity identity = disk.map(ofFile::withDisk).orElse(ofFile);
    ByteBuffer locator = LocatorBytes.of(kind.backing().orElseThrow(), parent);
    return new MetadataBytes(kind, diskBytes, blockBytes, identity, Optional.of(locator)).all();
  }

  /** At most so large: the bitmap of a chunk is there if any of its blocks is. */
  SizeEstimate estimate(ExtentCursor map) throws IOException {
    Bat bat = bat();
    Allocation blocks = Allocation.ofDifferences(map, bat.blocks(), blockBytes);
    long chunks = 0;
    long next = blocks.next(0);
    while (next < blocks.blocks()) {
      chunks++;
      next = blocks.next(Math.min(blocks.blocks(), (next / bat.chunk() + 1) * bat.chunk()));
    }
    long end = places().blocksAt() + blocks.count() * blockBytes + chunks * VhdxPlaces.MIB;
    return new SizeEstimate(end, chunks == 0);
  }
}
