// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

/** The names of formats: ours, and what others call the same thing. */
final class FormatNames {
  private FormatNames() {}

  static String ours(String name) {
    return switch (name) {
      case "vpc" -> "vhd";
      case "ploop" -> "parallels";
      default -> name;
    };
  }
}
