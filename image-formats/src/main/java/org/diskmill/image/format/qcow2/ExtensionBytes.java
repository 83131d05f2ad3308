// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Header extensions as they are written: [QCOW2 "Header extensions"]. */
final class ExtensionBytes {
  /** The size of the extension that ends the list. */
  static final int END = 8;

  private static final int HEAD = 8;
  private static final int NAME_BYTES = 46;

  private ExtensionBytes() {}

  /** How long an extension is, with its head and padding. */
  static int bytes(int dataBytes) {
    return HEAD + (dataBytes + 7) / 8 * 8;
  }

  /** Appends one, padded to whole eights. */
  static void put(ByteBuffer b, int type, byte[] data) {
    b.putInt(type).putInt(data.length).put(data);
    b.position((b.position() + 7) / 8 * 8);
  }

  static void end(ByteBuffer b) {
    b.putInt(HeaderExtensions.END).putInt(0);
  }

  /**
   * So that software that does not know a feature can say which: [QCOW2 "Feature name table"]. Left
   * out where it would take the room of what must be there.
   *
   * @param reserved how much room must remain after it
   */
  static void featureNames(ByteBuffer b, int reserved) {
    String[][] names = {
      {"dirty bit", "corrupt bit", "external data file", "compression type", "extended L2 entries"},
      {"lazy refcounts"},
      {"bitmaps", "raw external data"}
    };
    int rows = 8;
    if (b.remaining() < HEAD + rows * (2 + NAME_BYTES) + reserved) {
      return;
    }
    b.putInt(HeaderExtensions.FEATURE_NAMES).putInt(rows * (2 + NAME_BYTES));
    for (int type = 0; type < names.length; type++) {
      for (int bit = 0; bit < names[type].length; bit++) {
        byte[] name = names[type][bit].getBytes(StandardCharsets.US_ASCII);
        b.put((byte) type).put((byte) bit).put(name);
        b.position(b.position() + NAME_BYTES - name.length);
      }
    }
  }
}
