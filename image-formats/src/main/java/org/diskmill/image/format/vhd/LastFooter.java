// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * The footer of a disk without a parent, whose id is made of what the disk holds unless the caller
 * gave one: a child knows its parent by it.
 *
 * @param map tells which blocks are stored
 * @param given the caller's id
 */
record LastFooter(int type, long diskBytes, VhdGeometry geometry, long map, Optional<UUID> given) {
  /** The footer, of a disk that holds what is summed up so. */
  ByteBuffer of(long content) {
    UUID uuid = given.orElseGet(
        () -> FooterBytes.id("vhd " + type + " " + diskBytes + " " + map + " " + content));
    return FooterBytes.of(type, diskBytes, geometry, uuid);
  }

  /** Whether it is another one for another content. */
  boolean tells() {
    return given.isEmpty();
  }
}
