// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.diskmill.image.Printable;

/**
 * Details as lines, those inside others indented as {@code qemu-img info} does. Each text is made
 * printable, and cut, by itself: one that is long must not hide what follows it.
 */
final class Details {
  private Details() {}

  static void add(List<String> lines, int depth, String key, Object value) {
    String head = "    ".repeat(depth) + Printable.of(key) + ":";
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      lines.add(head);
      map.forEach((name, one) -> add(lines, depth + 1, String.valueOf(name), one));
    } else if (value instanceof List<?> list && list.stream().anyMatch(Details::nested)) {
      lines.add(head);
      for (int i = 0; i < list.size(); i++) {
        add(lines, depth + 1, "[" + i + "]", list.get(i));
      }
    } else if (value instanceof List<?> list) {
      lines.add(head + " "
          + list.stream().map(Details::text).collect(Collectors.joining(", ", "[", "]")));
    } else {
      lines.add(head + " " + text(value));
    }
  }

  private static boolean nested(Object value) {
    return value instanceof Map || value instanceof List;
  }

  private static String text(Object value) {
    return Printable.of(String.valueOf(value));
  }
}
