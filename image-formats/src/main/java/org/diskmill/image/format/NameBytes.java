// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names of other files and of formats, as headers hold them: with a length, and with no end mark. */
public final class NameBytes {
  private NameBytes() {}

  /**
   * The name, empty where there is none. Some writers count an end mark too, and for QEMU a name ends
   * at the first one: a second opinion on what follows it would make one file into two.
   */
  public static Optional<String> text(ByteBuffer bytes) {
    ByteBuffer name = bytes.duplicate();
    while (name.hasRemaining() && name.get() != 0) {
      // Up to the mark.
    }
    boolean marked = name.position() > bytes.position() && name.get(name.position() - 1) == 0;
    name.limit(marked ? name.position() - 1 : name.position()).position(bytes.position());
    return name.hasRemaining()
        ? Optional.of(StandardCharsets.UTF_8.decode(name).toString())
        : Optional.empty();
  }
}
