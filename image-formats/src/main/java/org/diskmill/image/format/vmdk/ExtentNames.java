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

  /** The file of that extent, counted from 0; where all is in one file, that. */
  String of(VmdkOptions.Subformat subformat, int index) {
    if (!subformat.beside()) {
      return quotable(stem + ending);
    }
    String kind = subformat.flat() ? "f" : "s";
    String part = subformat.split() ? String.format("-%s%03d", kind, index + 1) : "-flat";
    return quotable(stem + part + ending);
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
