// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON so that equal values have equal bytes [RFC 8785].
 *
 * <p>Only what statements need: objects, arrays, strings, and whole numbers that a double holds
 * exactly. JSON libraries escape control characters in another way, hence our own.
 */
final class CanonicalJson {
  /** The largest whole number up to which doubles skip none [RFC 8785 section 6]. */
  static final long MAX_NUMBER = (1L << 53) - 1;

  private CanonicalJson() {}

  /** The UTF-8 bytes of a value made of maps with string keys, lists, strings and numbers. */
  static byte[] write(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString().getBytes(UTF_8);
  }

  /** Refuses halves of surrogate pairs, which UTF-8 cannot hold. */
  static void requireUnicode(String field, String text) {
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new IllegalArgumentException(field + ": half of a surrogate pair");
    }
  }

  private static void append(StringBuilder out, Object value) {
    if (value instanceof Map<?, ?> map) {
      appendObject(out, map);
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object element : list) {
        out.append(separator);
        append(out, element);
        separator = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String text) {
      appendString(out, text);
    } else if (value instanceof Long number && number >= -MAX_NUMBER && number <= MAX_NUMBER) {
      out.append(number.longValue());
    } else {
      throw new IllegalArgumentException("value: no canonical form for " + value);
    }
  }

  /** Sorted by UTF-16 units [RFC 8785 section 3.2.3], which is the order of Java's strings. */
  private static void appendObject(StringBuilder out, Map<?, ?> map) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    out.append('{');
    sorted.forEach((key, value) -> {
      if (out.charAt(out.length() - 1) != '{') {
        out.append(',');
      }
      appendString(out, key);
      out.append(':');
      append(out, value);
    });
    out.append('}');
  }

  /** [RFC 8785 section 3.2.2.2] */
  private static void appendString(StringBuilder out, String text) {
    requireUnicode("value", text);
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : c);
      }
    }
    out.append('"');
  }
}
