// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes going out, in order.
 *
 * <p>Closing releases what the sink holds and says nothing about whether the bytes are complete: who
 * wants a moment of completion uses what made the sink ({@link PendingFile#commit}, {@link
 * LeafSink#finish}). Used by one thread at a time.
 */
public interface Sink extends AutoCloseable {
  /** Takes all that remains in {@code src}. */
  void write(ByteBuffer src) throws IOException;

  /** The number of bytes taken so far, gaps included. */
  long position();

  /**
   * Takes {@code length} zero bytes. A file leaves a hole instead; others write.
   *
   * @param length in bytes, 0 or more
   */
  default void zeros(long length) throws IOException {
    Zeros.write(this, length);
  }

  /** Takes {@code length} bytes of {@code source}, from {@code offset} on. */
  default void transferFrom(Source source, long offset, long length) throws IOException {
    Copying.through(source, offset, length, this);
  }

  @Override
  void close() throws IOException;
}
