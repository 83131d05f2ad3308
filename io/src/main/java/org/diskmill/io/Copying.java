// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Copies a range of a source to a sink through one buffer. */
final class Copying {
  /** Large enough that the call's cost vanishes, small enough to stay in a processor's cache. */
  private static final int CHUNK = 256 << 10;

  private Copying() {}

  static void through(Source source, long offset, long length, Sink out) throws IOException {
    Ranges.requireLength(length);
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(Math.max(length, 1), CHUNK));
    long at = offset;
    long end = Math.addExact(offset, length);
    while (at < end) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
      SomeBytes.read(source, at, buffer, end - at);
      buffer.flip();
      at += buffer.remaining();
      out.write(buffer);
    }
  }
}
