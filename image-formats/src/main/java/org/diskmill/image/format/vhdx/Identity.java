// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What tells a file from others. Made of what the file is, so that the same disk gives the same
 * bytes; where more must be told apart than that does, the option {@code uuid} is for it.
 *
 * @param fileWrite changes with the file
 * @param dataWrite changes with the data
 * @param disk as the guest sees it
 */
record Identity(UUID fileWrite, UUID dataWrite, UUID disk) {
  /** Takes as much room as any. */
  static final Identity NONE = new Identity(Guids.NONE, Guids.NONE, Guids.NONE);

  /** The identity of a file that is told from others by that text. */
  static Identity of(VhdxOptions kind, String what) {
    // One id may be given to disks that hold different data, as a chain's files are one disk.
    String seed = kind.uuid().map(UUID::toString).orElse("vhdx") + " " + what;
    return new Identity(
        named(seed, "file"), named(seed, "data"), kind.uuid().orElseGet(() -> named(seed, "disk")));
  }

  /** The same file, of another disk. */
  Identity withDisk(UUID id) {
    return new Identity(fileWrite, dataWrite, id);
  }

  private static UUID named(String seed, String what) {
    return UUID.nameUUIDFromBytes((seed + " " + what).getBytes(StandardCharsets.UTF_8));
  }
}
