// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

import java.nio.ByteBuffer;

/**
 * Changes to a whole file, as a fuzzer's input: for formats whose smallest file has megabytes, most
 * of them holes. Each change is a window's number (one byte), an offset in it (two), a length (one)
 * and the new bytes.
 */
final class Patches {
  private Patches() {}

  /** A changed copy; windows are where the file's structures are. */
  static byte[] on(byte[] whole, byte[] input, int... windows) {
    byte[] file = whole.clone();
    ByteBuffer changes = ByteBuffer.wrap(input);
    while (changes.remaining() > 4) {
      int window = windows[(changes.get() & 0xff) % windows.length];
      int at = window + (changes.getShort() & 0xffff);
      int length = Math.min(changes.get() & 0xff, changes.remaining());
      for (int i = 0; i < length; i++) {
        byte change = changes.get();
        if (at + i < file.length) {
          file[at + i] = change;
        }
      }
    }
    return file;
  }
}
