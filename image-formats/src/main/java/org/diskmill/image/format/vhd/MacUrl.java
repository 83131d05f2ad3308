// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The file URLs by which Virtual PC for the Mac names a parent: [VHD1 "Parent Locator Entries"]. */
final class MacUrl {
  private static final String SCHEME = "file://";
  private static final int ESCAPE = 3;

  private MacUrl() {}

  /** The path in it, its escapes resolved; what is no such URL is a path already. */
  static String path(String url) {
    if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return url;
    }
    // Between the slashes is a host, and relative ones have a dot there.
    String rest = url.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    String path = slash > 0 && !rest.startsWith(".") ? rest.substring(slash) : rest;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < path.length()) {
      int value = path.charAt(at) == '%' ? escaped(path, at) : -1;
      if (value >= 0) {
        bytes.write(value);
        at += ESCAPE;
      } else {
        String one = Character.toString(path.codePointAt(at));
        bytes.writeBytes(one.getBytes(StandardCharsets.UTF_8));
        at += one.length();
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int escaped(String path, int at) {
    if (path.length() < at + ESCAPE) {
      return -1;
    }
    int high = Character.digit(path.charAt(at + 1), 16);
    int low = Character.digit(path.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
