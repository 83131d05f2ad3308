// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text of options: lists, sizes and switches as qemu-img reads them. */
final class OptionList {
  private OptionList() {}

  /** Cuts at single commas; a doubled one stands for itself. */
  static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c != ',') {
        part.append(c);
      } else if (i + 1 < list.length() && list.charAt(i + 1) == ',') {
        part.append(c);
        i++;
      } else {
        add(parts, part);
      }
    }
    add(parts, part);
    return parts;
  }

  private static void add(List<String> parts, StringBuilder part) {
    if (part.length() > 0) {
      parts.add(part.toString());
      part.setLength(0);
    }
  }

  static long bytes(String key, String text) {
    String digits = text.strip().toLowerCase(Locale.ROOT);
    long factor = 1;
    int last = digits.isEmpty() ? -1 : "bkmgtpe".indexOf(digits.charAt(digits.length() - 1));
    if (last >= 0) {
      factor = 1L << 10 * last;
      digits = digits.substring(0, digits.length() - 1);
    }
    try {
      return Math.multiplyExact(Long.parseLong(digits), factor);
    } catch (NumberFormatException | ArithmeticException notASize) {
      throw new IllegalArgumentException(
          "option '" + key + "': '" + text + "' is no size, such as 65536, 64k or 1M", notASize);
    }
  }

  static boolean flag(String key, String text) {
    return switch (text) {
      case "on", "yes", "true", "y" -> true;
      case "off", "no", "false", "n" -> false;
      default ->
        throw new IllegalArgumentException(
            "option '" + key + "': '" + text + "' is neither on nor off");
    };
  }
}
