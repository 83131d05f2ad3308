// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.write.WriteOptions;

/** The option that gives a disk its identifier. qemu-img has none like it. */
public final class UuidOption {
  private UuidOption() {}

  /** The value of {@code uuid}, if it is set. */
  public static Optional<UUID> of(WriteOptions options) {
    return options.value("uuid").map(UuidOption::parsed);
  }

  private static UUID parsed(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException not) {
      throw new IllegalArgumentException(
          "option 'uuid': '" + text + "' is none, such as 01234567-89ab-cdef-0123-456789abcdef",
          not);
    }
  }
}
