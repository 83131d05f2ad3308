// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The headers of the sparse extents that we write: [VMDK5 "Hosted Sparse Extent Header"]. */
final class SparseHeaderBytes {
  /** In a stream grains start at a multiple of their size, as VMware's own writer has it. */
  static final int STREAM_OVERHEAD_SECTORS = 128;

  private static final int STREAM_VERSION = 3;
  private static final int ZERO_GRAIN_VERSION = 2;

  private SparseHeaderBytes() {}

  /** Of a stream, or its copy in the footer. */
  static ByteBuffer stream(long diskSectors, long directorySector) {
    int flags = SparseHeader.NEWLINES | SparseHeader.COMPRESSED | SparseHeader.MARKERS;
    return of(STREAM_VERSION, flags, diskSectors, 0, directorySector, STREAM_OVERHEAD_SECTORS);
  }

  /** Of an extent whose grains are stored as they are. */
  static ByteBuffer plain(SparseLayout layout, boolean zeroGrains) {
    int flags = SparseHeader.NEWLINES | SparseHeader.REDUNDANT;
    return of(
        zeroGrains ? ZERO_GRAIN_VERSION : 1,
        zeroGrains ? flags | SparseHeader.ZERO_GRAINS : flags,
        layout.sectors(),
        layout.redundantAt(),
        layout.directoryAt(),
        layout.grainsAt());
  }

  private static ByteBuffer of(
      int version, int flags, long sectors, long redundant, long directory, long overhead) {
    boolean compressed = (flags & SparseHeader.COMPRESSED) != 0;
    ByteBuffer b = ByteBuffer.allocate(Grains.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0, SparseHeader.MAGIC);
    b.putInt(4, version);
    b.putInt(8, flags);
    b.putLong(12, sectors);
    b.putLong(20, Grains.SECTORS);
    b.putLong(28, 1);
    b.putLong(36, DescriptorBytes.SECTORS);
    b.putInt(44, Grains.PER_TABLE);
    b.putLong(48, redundant);
    b.putLong(56, directory);
    b.putLong(64, overhead);
    b.put(73, new byte[] {'\n', ' ', '\r', '\n'});
    b.putShort(77, (short) (compressed ? 1 : 0));
    return b;
  }
}
