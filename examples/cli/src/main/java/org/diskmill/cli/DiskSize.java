// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import org.diskmill.image.Limits;
import org.diskmill.image.write.WriteOptions;

/** Sizes as people write them. */
final class DiskSize {
  private DiskSize() {}

  /** The bytes in a text such as {@code 10G}; the letters k, M, G, T are powers of 1024. */
  static long of(String text) {
    return WriteOptions.of("raw").with("SIZE", text).bytes("SIZE").orElseThrow();
  }

  /** No command makes a disk that every command would refuse. */
  static void requireReadable(long bytes) {
    long most = Limits.defaults().diskBytes();
    if (bytes > most) {
      throw new IllegalArgumentException("SIZE: a disk of " + bytes
          + " bytes could not be read again: " + most + " are allowed (64 TiB)");
    }
  }
}
