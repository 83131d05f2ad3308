// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.util.Optional;

/** Formats that are known by their marks and refused by their names. */
enum RefusedFormats {
  QED("maintained by nobody"),
  CLOOP("not read"),
  DMG("not read"),
  BOCHS("not read");

  /** What ends the file of a DMG. */
  private static final int TRAILER_BYTES = 512;

  private final String why;

  RefusedFormats(String why) {
    this.why = why;
  }

  /** What to say of a format of that name, if it is one of these. */
  static Optional<String> named(String name) {
    for (RefusedFormats format : values()) {
      if (format.text().equals(name)) {
        return Optional.of(format.message());
      }
    }
    return Optional.empty();
  }

  /** What to say of a file that bears the marks of one of these. */
  static Optional<String> recognised(ProbeWindow window) {
    for (RefusedFormats format : values()) {
      if (format.marks(window)) {
        return Optional.of(format.message());
      }
    }
    return Optional.empty();
  }

  private boolean marks(ProbeWindow window) {
    return switch (this) {
      case QED -> window.headHas(0, "QED\0");
      case CLOOP -> window.headHas(0, "#!/bin/sh\n#V2.0 Format\n");
      case DMG -> window.tailHas(TRAILER_BYTES, "koly");
      case BOCHS -> window.headHas(0, "Bochs Virtual HD Image");
    };
  }

  private String message() {
    return "is a " + text() + " image, which is " + why + "; it is refused";
  }

  private String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
