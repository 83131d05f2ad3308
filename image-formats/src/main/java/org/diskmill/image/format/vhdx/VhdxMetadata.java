// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;

/**
 * What kind of disk a file holds: [MS-VHDX 2.6.2].
 *
 * @param blockBytes a power of two from 1 to 256 MiB
 * @param leaveAllocated whether blocks must stay allocated, which makes a fixed disk
 * @param hasParent whether the file holds only differences
 * @param diskBytes the size of the disk, in whole sectors
 * @param diskId the identifier that the guest sees; QEMU insists on it, we do not
 * @param sectorBytes as the guest counts, 512 or 4096
 * @param physicalSectorBytes as the guest is told
 * @param parent where there is one
 * @param strayLocator where a parent's locator stands although {@code hasParent} is not set
 * @param items the ids of all that there is, known or not
 */
record VhdxMetadata(
    int blockBytes,
    boolean leaveAllocated,
    boolean hasParent,
    long diskBytes,
    Optional<UUID> diskId,
    int sectorBytes,
    Optional<Integer> physicalSectorBytes,
    Optional<VhdxParent> parent,
    OptionalLong strayLocator,
    List<UUID> items) {
  static final int LEAVE_ALLOCATED = 1;
  static final int HAS_PARENT = 2;

  private static final int LEAST_BLOCK = 1 << 20;
  private static final int MOST_BLOCK = 256 << 20;

  static VhdxMetadata read(Source source, RegionTable.Region region, Limits limits)
      throws IOException {
    MetadataTable table = MetadataTable.read(source, region);
    ByteBuffer parameters = table.required(Guids.FILE_PARAMETERS, "file parameters", 8);
    int blockBytes = parameters.getInt(0);
    if (blockBytes < LEAST_BLOCK || blockBytes > MOST_BLOCK || Integer.bitCount(blockBytes) != 1) {
      throw new CorruptImageException(source
          + ": block size at "
          + table.at(Guids.FILE_PARAMETERS)
          + " is "
          + Integer.toUnsignedString(blockBytes)
          + ", expected a power of two from 1 to 256 MiB");
    }
    int sector = table.required(Guids.LOGICAL_SECTOR, "logical sector size", 4).getInt(0);
    if (sector != 512 && sector != 4096) {
      throw new CorruptImageException(source
          + ": logical sector size at "
          + table.at(Guids.LOGICAL_SECTOR)
          + " is "
          + Integer.toUnsignedString(sector)
          + ", expected 512 or 4096");
    }
    long sizeAt = table.at(Guids.DISK_SIZE);
    long size = table.required(Guids.DISK_SIZE, "size of the disk", 8).getLong(0);
    limits.disk(source, size, sizeAt);
    if (size % sector != 0) {
      throw new CorruptImageException(source
          + ": size of the disk at "
          + sizeAt
          + " is "
          + size
          + ", expected whole sectors of "
          + sector
          + " bytes");
    }
    boolean hasParent = (parameters.getInt(4) & HAS_PARENT) != 0;
    Optional<VhdxParent> parent =
        hasParent ? Optional.of(VhdxParent.read(source, table, limits)) : Optional.empty();
    return new VhdxMetadata(
        blockBytes,
        (parameters.getInt(4) & LEAVE_ALLOCATED) != 0,
        hasParent,
        size,
        table.item(Guids.DISK_ID, "identifier of the disk", 16).map(b -> Guids.get(b, 0)),
        sector,
        table.item(Guids.PHYSICAL_SECTOR, "physical sector size", 4).map(b -> b.getInt(0)),
        parent,
        !hasParent && table.has(Guids.PARENT_LOCATOR)
            ? OptionalLong.of(table.at(Guids.PARENT_LOCATOR))
            : OptionalLong.empty(),
        table.ids());
  }

  /** What is wrong if one bit has changed, which would make zeros of what the parent has. */
  Optional<String> contradiction() {
    return strayLocator.isPresent()
        ? Optional.of("parent locator at " + strayLocator.getAsLong()
            + " names a parent, but the file parameters say that the disk has none")
        : Optional.empty();
  }
}
