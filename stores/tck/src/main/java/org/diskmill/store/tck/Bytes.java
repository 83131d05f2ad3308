// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Source;

/** Reads sources whole. */
final class Bytes {
  private Bytes() {}

  /** All bytes of a source, which is closed. */
  static byte[] of(Source source) throws IOException {
    try (source) {
      ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(source.size()));
      source.readFully(0, all);
      return all.array();
    }
  }
}
