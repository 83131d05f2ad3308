// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.Locale;

/** Texts as people read them. */
final class Text {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Text() {}

  /** The message with nothing in it that could end the line. */
  static String oneLine(String message) {
    return message.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  /** A number of bytes in the largest unit that leaves something before the point. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    String digits = value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    return digits + " " + UNITS[unit];
  }
}
