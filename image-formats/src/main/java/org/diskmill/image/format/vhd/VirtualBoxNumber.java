// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.util.UUID;

/**
 * How VirtualBox spells a VHD's id: it keeps its own ids there as it has them in memory, with the
 * first three fields little-endian.
 */
final class VirtualBoxNumber {
  private VirtualBoxNumber() {}

  static UUID of(UUID id) {
    long high = id.getMostSignificantBits();
    long first = Integer.toUnsignedLong(Integer.reverseBytes((int) (high >>> 32)));
    int second = Short.toUnsignedInt(Short.reverseBytes((short) (high >>> 16)));
    int third = Short.toUnsignedInt(Short.reverseBytes((short) high));
    return new UUID(first << 32 | (long) second << 16 | third, id.getLeastSignificantBits());
  }
}
