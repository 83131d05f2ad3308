// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.diskmill.image.format.Allocation;

/**
 * What tells a file from others. Made of what is known before any data are read, so the same disk
 * gives the same bytes; disks that have the same map need the option {@code uuid} to be told apart.
 *
 * @param fileWrite changes with the file
 * @param dataWrite changes with the data
 * @param disk as the guest sees it
 */
record Identity(UUID fileWrite, UUID dataWrite, UUID disk) {
  static Identity of(VhdxOptions kind, long diskBytes, int blockBytes, Allocation allocation) {
    String seed = kind.uuid()
        .map(UUID::toString)
        .orElseGet(() -> "vhdx " + diskBytes + " " + blockBytes + " " + allocation.fingerprint());
    return new Identity(
        named(seed, "file"), named(seed, "data"), kind.uuid().orElseGet(() -> named(seed, "disk")));
  }

  private static UUID named(String seed, String what) {
    return UUID.nameUUIDFromBytes((seed + " " + what).getBytes(StandardCharsets.UTF_8));
  }
}
