// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import org.diskmill.image.write.WriteOptions;

/** Sizes as people write them. */
final class DiskSize {
  private DiskSize() {}

  /** The bytes in a text such as {@code 10G}; the letters k, M, G, T are powers of 1024. */
  static long of(String text) {
    return WriteOptions.of("raw").with("SIZE", text).bytes("SIZE").orElseThrow();
  }
}
