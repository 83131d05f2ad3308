// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.diskmill.image.format.Backing;

/** Parent locators as we write them: [MS-VHDX 2.6.2.6]. */
final class LocatorBytes {
  /** In characters: a text's length is stored in bytes, in 16 bits. */
  static final int LONGEST_TEXT = 0xffff / Character.BYTES;

  private static final int HEAD = 20;
  private static final int ENTRY = 12;

  private LocatorBytes() {}

  /**
   * The locator of a parent.
   *
   * @param dataWrite of the parent as it is and will stay
   */
  static ByteBuffer of(Backing backing, UUID dataWrite) {
    List<String> texts = List.of(
        "parent_linkage",
        "{" + dataWrite + "}",
        backing.relative() ? "relative_path" : "absolute_win32_path",
        backing.path());
    int length = HEAD + texts.size() / 2 * ENTRY;
    for (String text : texts) {
      length += text.length() * Character.BYTES;
    }
    ByteBuffer b = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    Guids.put(b, 0, Guids.VHDX_LOCATOR);
    b.putShort(18, (short) (texts.size() / 2));
    int at = HEAD + texts.size() / 2 * ENTRY;
    for (int i = 0; i < texts.size(); i++) {
      byte[] bytes = texts.get(i).getBytes(StandardCharsets.UTF_16LE);
      int entry = HEAD + i / 2 * ENTRY;
      b.putInt(entry + i % 2 * Integer.BYTES, at);
      b.putShort(entry + 8 + i % 2 * Short.BYTES, (short) bytes.length);
      b.put(at, bytes);
      at += bytes.length;
    }
    return b;
  }
}
