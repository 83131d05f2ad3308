// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.util.Map;
import java.util.Objects;

/** The names of formats: ours, and what others call the same thing. */
public final class FormatNames {
  /**
   * QEMU's name of VHD, what it records for a raw backing file when it was given the way to its bytes
   * rather than a format, and what OpenStack calls Virtuozzo's disks.
   */
  private static final Map<String, String> OTHERS =
      Map.of("vpc", "vhd", "file", "raw", "host_device", "raw", "ploop", "parallels");

  /** What QEMU calls otherwise, and knows by no other name. */
  private static final Map<String, String> IN_QEMU = Map.of("vhd", "vpc", "ploop", "parallels");

  private FormatNames() {}

  /** Our name of a format; a name that is not known comes back as it is. */
  public static String ours(String name) {
    return OTHERS.getOrDefault(Objects.requireNonNull(name, "name"), name);
  }

  /** The name that QEMU has for a format; one that it has none for comes back as it is. */
  public static String inQemu(String name) {
    return IN_QEMU.getOrDefault(Objects.requireNonNull(name, "name"), name);
  }
}
