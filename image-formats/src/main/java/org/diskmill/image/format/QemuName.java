// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.Optional;

/**
 * A name as QEMU understands it: of a file, with or without {@code file:}, or {@code json:} with the
 * options of drivers. What is not a format over one file, or changes what is read, has a reason for
 * which it is not understood.
 *
 * @param file the path, where it is understood
 * @param format of the file, where it is recorded or the name says it
 * @param reason why it is not understood; empty otherwise
 */
record QemuName(String file, Optional<String> format, String reason) {
  private static final String FILE = "file:";
  private static final String JSON = "json:";

  /**
   * Reads a name.
   *
   * @param recorded format beside the name, which counts for more than what the name says
   */
  static QemuName of(String name, Optional<String> recorded) {
    if (name.startsWith(JSON)) {
      return DriverOptions.name(name.substring(JSON.length()), recorded);
    }
    String plain = name.startsWith(FILE) ? name.substring(FILE.length()) : name;
    int colon = plain.indexOf(':');
    return hasProtocol(plain, colon)
        ? not("'" + plain.substring(0, colon) + ":' does not name a file")
        : new QemuName(plain, recorded, "");
  }

  static QemuName not(String reason) {
    return new QemuName("", Optional.empty(), reason);
  }

  boolean understood() {
    return reason.isEmpty();
  }

  /** As QEMU has it: a colon before any slash; but what has one letter before it is a drive. */
  private static boolean hasProtocol(String name, int colon) {
    int slash = name.indexOf('/');
    return colon > 1 && (slash < 0 || colon < slash);
  }
}
