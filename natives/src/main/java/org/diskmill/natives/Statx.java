// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
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

  private static final boolean FOUND = find();

  private Statx() {}

  /** How much storage an open file takes, in bytes. */
  static OptionalLong storedBytes(int descriptor) {
    byte[] told = new byte[BYTES];
    try {
      Object[] arguments = {descriptor, "", AT_EMPTY_PATH, STATX_BLOCKS, told};
      if (!FOUND || Calls.STATX.invokeInt(arguments) != 0) {
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

  private static boolean find() {
    try {
      return Calls.found();
    } catch (LinkageError notHere) {
      return false;
    }
  }

  /** A class of its own, since the call need not be there. */
  private static final class Calls {
    static final Function STATX = Posix.call("statx");

    /** Whether it was, or this class could not be used. */
    static boolean found() {
      return true;
    }
  }
}
