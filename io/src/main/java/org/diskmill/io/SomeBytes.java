// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads some of the bytes that somebody needs all of, so that doing it again comes to an end. */
final class SomeBytes {
  private SomeBytes() {}

  /**
   * Reads at least one byte.
   *
   * @param dst with space left
   * @param wanted how many bytes the caller needs from {@code at} on
   * @throws EOFException when the source ends there
   * @throws IOException also when the source reads none, against its promise, as it may for ever
   */
  static int read(Source source, long at, ByteBuffer dst, long wanted) throws IOException {
    int count = source.read(at, dst);
    if (count > 0) {
      return count;
    }
    if (count < 0) {
      throw new EOFException(
          source + ": ends at " + source.size() + ", wanted " + wanted + " bytes at " + at);
    }
    throw new IOException(source + ": read no byte at " + at + ", where it has "
        + (source.size() - at) + "; a source must read one at least");
  }
}
