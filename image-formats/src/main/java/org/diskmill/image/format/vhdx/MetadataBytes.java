// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;

/** The metadata region as we write it: the table, then the items end to end: [MS-VHDX 2.6]. */
final class MetadataBytes {
  private static final int REQUIRED = 4;
  private static final int OF_THE_DISK = 2;

  /** What Hyper-V tells guests by default. */
  private static final int PHYSICAL_SECTOR = 4096;

  private final ByteBuffer bytes;
  private int count;
  private int next = MetadataTable.BYTES;

  MetadataBytes(
      VhdxOptions kind,
      long diskBytes,
      int blockBytes,
      Identity identity,
      Optional<ByteBuffer> parent) {
    this.bytes = ByteBuffer.allocate((int) VhdxPlaces.MIB).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0, MetadataTable.SIGNATURE);
    int parameters = add(Guids.FILE_PARAMETERS, 8, REQUIRED);
    bytes.putInt(parameters, blockBytes);
    bytes.putInt(
        parameters + 4,
        (kind.fixed() ? VhdxMetadata.LEAVE_ALLOCATED : 0)
            | (parent.isPresent() ? VhdxMetadata.HAS_PARENT : 0));
    bytes.putLong(add(Guids.DISK_SIZE, 8, REQUIRED | OF_THE_DISK), diskBytes);
    Guids.put(bytes, add(Guids.DISK_ID, 16, REQUIRED | OF_THE_DISK), identity.disk());
    bytes.putInt(add(Guids.LOGICAL_SECTOR, 4, REQUIRED | OF_THE_DISK), VhdxOptions.SECTOR);
    bytes.putInt(add(Guids.PHYSICAL_SECTOR, 4, REQUIRED | OF_THE_DISK), PHYSICAL_SECTOR);
    parent.ifPresent(locator -> {
      int at = add(Guids.PARENT_LOCATOR, locator.limit(), REQUIRED);
      bytes.put(at, locator, 0, locator.limit());
    });
  }

  ByteBuffer all() {
    return bytes.duplicate().position(0).limit(next);
  }

  /** Makes room for an item, and says where. */
  private int add(UUID id, int length, int flags) {
    int entry = 32 + count * 32;
    int at = next;
    Guids.put(bytes, entry, id);
    bytes.putInt(entry + 16, at).putInt(entry + 20, length).putInt(entry + 24, flags);
    count++;
    next += length;
    bytes.putShort(10, (short) count);
    return at;
  }
}
