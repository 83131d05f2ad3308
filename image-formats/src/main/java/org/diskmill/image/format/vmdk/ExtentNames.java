// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.Optional;

/** What the files of one disk are called: as qemu-img, and nearly VMware, call them. */
final class ExtentNames {
  private static final String UNNAMED = "disk.vmdk";

  private final String stem;
  private final String ending;

  /** Names for the disk whose main file has this one. */
  ExtentNames(Optional<String> main) {
    String name = main.orElse(UNNAMED);
    int dot = name.lastIndexOf('.');
    this.stem = dot <= 0 ? name : name.substring(0, dot);
    this.ending = dot <= 0 ? "" : name.substring(dot);
  }

  /** The main file itself. */
  String main() {
    return quotable(stem + ending);
  }

  String flat() {
    return quotable(stem + "-flat" + ending);
  }

  /** The file of that extent of a split disk, counted from 0. */
  String part(boolean flat, int index) {
    return quotable(String.format("%s-%s%03d%s", stem, flat ? "f" : "s", index + 1, ending));
  }

  /** A name that can stand between quotes, and write no lines of its own. */
  static String quotable(String name) {
    if (name.isEmpty() || name.chars().anyMatch(c -> c == '"' || Character.isISOControl(c))) {
      throw new IllegalArgumentException(
          "name: '" + name + "' cannot be written in a VMDK's descriptor");
    }
    return name;
  }
}
