// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

/** What is set up for clusters that hold no data: option {@code preallocation}. */
enum Preallocation {
  /** Nothing. */
  OFF,
  /** A place in the file, and table entries that point to it. */
  METADATA,
  /** That, and storage behind the place. */
  FULL;

  /** Whether all clusters have a place. */
  boolean mapsEverything() {
    return this != OFF;
  }

  /**
   * The mode of that name. The JDK has no call that reserves storage without writing, so {@code
   * falloc} promises what {@code full} does, and is done in the same way.
   */
  static Preallocation named(String name) {
    return switch (name) {
      case "off" -> OFF;
      case "metadata" -> METADATA;
      case "falloc", "full" -> FULL;
      default ->
        throw new IllegalArgumentException(
            "option 'preallocation': '" + name + "' is neither off, metadata, falloc nor full");
    };
  }
}
