// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.nio.charset.StandardCharsets;
import org.diskmill.image.ProbeWindow;

/** By what Parallels' files are known. */
final class Marks {
  /** More than a declaration and comments should take. */
  private static final int SEARCHED = 4096;

  private Marks() {}

  static boolean expanding(ProbeWindow window) {
    return window.headHas(0, ParallelsHeader.MAGIC)
        || window.headHas(0, ParallelsHeader.MAGIC_EXTENDED);
  }

  /** Text that begins as XML and has the root element soon. */
  static boolean descriptor(ProbeWindow window) {
    int count = Math.min(SEARCHED, window.head().limit());
    String head =
        StandardCharsets.ISO_8859_1.decode(window.head().slice(0, count)).toString();
    String text = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
    return text.stripLeading().startsWith("<") && text.contains("<Parallels_disk_image");
  }
}
