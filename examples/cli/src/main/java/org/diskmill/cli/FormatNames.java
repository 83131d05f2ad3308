// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

/** The names of formats: ours, and what others call the same thing. */
public final class FormatNames {
  private FormatNames() {}

  /** Our name for a format. */
  public static String ours(String name) {
    return switch (name) {
      case "vpc" -> "vhd";
      case "ploop" -> "parallels";
      default -> name;
    };
  }
}
