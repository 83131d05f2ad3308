// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * [statx(2)], whose structure is the same on every processor. A class of its own, since older C
 * libraries lack this call and no other.
 */
final class Statx {
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_BLOCKS = 0x400;
  private static final int BYTES = 256;
  private static final int MASK_AT = 0;
  private static final int BLOCKS_AT = 48;

  /** Whatever the file system's are. */
  private static final int BLOCK = 512;

  private static final boolean BOUND = bind();

  private Statx() {}

  /** How much storage an open file takes, in bytes. */
  static OptionalLong storedBytes(int descriptor) {
    byte[] told = new byte[BYTES];
    try {
      if (!BOUND || statx(descriptor, "", AT_EMPTY_PATH, STATX_BLOCKS, told) != 0) {
        return OptionalLong.empty();
      }
    } catch (LastErrorException unwilling) {
      return OptionalLong.empty();
    }
    ByteBuffer b = ByteBuffer.wrap(told).order(ByteOrder.nativeOrder());
    return (b.getInt(MASK_AT) & STATX_BLOCKS) == 0
        ? OptionalLong.empty()
        : OptionalLong.of(b.getLong(BLOCKS_AT) * BLOCK);
  }

  private static native int statx(int directory, String path, int flags, int mask, byte[] structure)
      throws LastErrorException;

  private static boolean bind() {
    try {
      Native.register(Statx.class, NativeLibrary.getProcess());
      return true;
    } catch (LinkageError notHere) {
      return false;
    }
  }
}
