// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ZerosTest {
  @Test
  void oneByteAnywhereIsSeen() {
    for (int length : new int[] {1, 7, 8, 9, 4096, (64 << 10) + 5}) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(length + 2).put(0, (byte) 1);
      bytes.put(length + 1, (byte) 1);
      assertTrue(Zeros.only(bytes, 1, length + 1), length + " zeros");
      for (int at = 1; at <= length; at += Math.max(1, length / 20)) {
        bytes.put(at, (byte) 0x80);
        assertFalse(Zeros.only(bytes, 1, length + 1), "byte " + at + " of " + length);
        bytes.put(at, (byte) 0);
      }
    }
  }

  @Test
  void lookingMovesNothing() {
    ByteBuffer bytes = ByteBuffer.allocate(100).position(10).limit(90);
    assertTrue(Zeros.only(bytes));
    assertTrue(Zeros.only(bytes, 0, 5));
    assertEquals(10, bytes.position());
    assertEquals(90, bytes.limit());
  }

  @Test
  void nothingIsZero() {
    assertTrue(Zeros.only(ByteBuffer.allocate(0)));
  }
}
