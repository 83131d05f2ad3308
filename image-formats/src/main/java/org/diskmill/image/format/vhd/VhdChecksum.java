// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.nio.ByteBuffer;

/** The one's complement of the sum of all bytes, the checksum's own taken as zeros. */
final class VhdChecksum {
  /** What a stored checksum says of the bytes that it is for. */
  enum State {
    RIGHT,
    /** Zero, which no real footer or header sums up to: whoever wrote it did not compute any. */
    NONE,
    WRONG
  }

  private VhdChecksum() {}

  /** Judges the checksum that is stored at {@code field}. */
  static State stateOf(ByteBuffer bytes, int field) {
    int stored = bytes.getInt(field);
    if (stored == of(bytes, field)) {
      return State.RIGHT;
    }
    return stored == 0 ? State.NONE : State.WRONG;
  }

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
