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

  private FormatNames() {}

  /** Our name of a format; a name that is not known comes back as it is. */
  public static String ours(String name) {
    return OTHERS.getOrDefault(Objects.requireNonNull(name, "name"), name);
  }
}
