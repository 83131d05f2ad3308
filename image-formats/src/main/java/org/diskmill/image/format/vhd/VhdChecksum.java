// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.nio.ByteBuffer;

/** The one's complement of the sum of all bytes, the checksum's own taken as zeros. */
final class VhdChecksum {
  private VhdChecksum() {}

  /**
   * Of everything up to the limit.
   *
   * @param field where the checksum itself stands
   */
  static int of(ByteBuffer bytes, int field) {
    int sum = 0;
    for (int i = 0; i < bytes.limit(); i++) {
      if (i < field || i >= field + Integer.BYTES) {
        sum += Byte.toUnsignedInt(bytes.get(i));
      }
    }
    return ~sum;
  }
}
