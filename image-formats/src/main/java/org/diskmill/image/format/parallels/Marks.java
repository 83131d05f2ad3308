// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.diskmill.image.ProbeWindow;

/** By what Parallels' files are known. */
final class Marks {
  /** More than a declaration and comments should take. */
  private static final int SEARCHED = 4096;

  /** The byte order marks of UTF-8 and UTF-16, a character a byte. */
  private static final List<String> ORDER_MARKS =
      List.of("\u00ef\u00bb\u00bf", "\u00ff\u00fe", "\u00fe\u00ff");

  private Marks() {}

  static boolean expanding(ProbeWindow window) {
    return window.headHas(0, ParallelsHeader.MAGIC)
        || window.headHas(0, ParallelsHeader.MAGIC_EXTENDED);
  }

  /** Text that begins as XML and has the root element soon. */
  static boolean descriptor(ProbeWindow window) {
    if (expanding(window)) {
      return false;
    }
    int count = Math.min(SEARCHED, window.head().limit());
    String head =
        StandardCharsets.ISO_8859_1.decode(window.head().slice(0, count)).toString();
    // UTF-16 without its zeros and mark is the same text, as far as it matters here.
    String text = withoutMark(head).replace("\u0000", "");
    return text.stripLeading().startsWith("<") && text.contains("<Parallels_disk_image");
  }

  private static String withoutMark(String head) {
    for (String mark : ORDER_MARKS) {
      if (head.startsWith(mark)) {
        return head.substring(mark.length());
      }
    }
    return head;
  }
}
