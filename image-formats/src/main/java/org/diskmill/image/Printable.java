// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

/** Text from a file, made fit for a message: no control characters, no great length. */
public final class Printable {
  private static final int LONGEST = 256;

  private Printable() {}

  /** The text with everything escaped that could move a terminal's cursor or end a log line. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && shown.length() < LONGEST; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.length() < LONGEST ? shown.toString() : shown + "…";
  }
}
