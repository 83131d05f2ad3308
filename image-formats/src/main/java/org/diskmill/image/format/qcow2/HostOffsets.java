// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import org.diskmill.image.CorruptImageException;
import org.diskmill.io.Source;

/** Where an L2 entry says that a cluster is. */
final class HostOffsets {
  private HostOffsets() {}

  /**
   * Place 0 of the image's own file is the header, so there an offset of 0 means no cluster. In an
   * external data file it is a place like any other, told apart by the copied flag: [QCOW2 "Standard
   * Cluster Descriptor"] bit 9 - 55.
   */
  static boolean zeroIsAPlace(Qcow2Header header, long entry) {
    return header.externalData() && (entry & Bits.COPIED) != 0;
  }

  /** In a data file every cluster lies at its guest offset: [QCOW2 "Incompatible features"] bit 2. */
  static boolean mayBeAt(Qcow2Header header, long entry, long guest) {
    return !header.externalData() || (entry & Bits.OFFSET) == guest;
  }

  static long aligned(Source source, Qcow2Header header, long entry, long guest)
      throws CorruptImageException {
    long at = entry & Bits.OFFSET;
    if (at % header.clusterBytes() != 0) {
      throw new CorruptImageException(source
          + ": L2 entry for guest offset "
          + guest
          + " points to "
          + at
          + ", expected a multiple of the cluster size "
          + header.clusterBytes());
    }
    if (!mayBeAt(header, entry, guest)) {
      throw new CorruptImageException(source
          + ": L2 entry for guest offset "
          + guest
          + " points to "
          + at
          + ", expected the same offset in the data file");
    }
    return at;
  }
}
