// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.ByteBuffer;

/** The rule that every reservation holds its user to. */
final class Gaps {
  private Gaps() {}

  static void requireFill(boolean done, int length, ByteBuffer bytes) {
    if (done) {
      throw new IllegalStateException("reservation: already filled");
    }
    if (bytes.remaining() != length) {
      throw new IllegalArgumentException(
          "bytes: " + bytes.remaining() + " for a reservation of " + length);
    }
  }
}
