// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A sink that also takes bytes at any place, from many threads, beside its ordered writing.
 *
 * <p>The positioned methods are safe for use by many threads; those of {@link Sink} are used by one
 * thread at a time.
 */
public interface PositionedSink extends Sink {
  /**
   * Takes all that remains in {@code src}, to be stored from {@code at} on. The ordered position
   * does not move.
   *
   * @param at in bytes, 0 or more
   */
  void write(long at, ByteBuffer src) throws IOException;

  /**
   * Whether places that nobody writes read as zeros. Where they do not, as on a device that was in
   * use, whoever leaves zeros out must write in order, with {@link Sink#zeros}.
   */
  default boolean blank() {
    return true;
  }

  /** Stores {@code length} bytes of {@code source}, from {@code offset} on, at {@code at}. */
  void transferFrom(Source source, long offset, long length, long at) throws IOException;

  /**
   * Stores a range of {@code source} at {@code at} without a byte of it being read: both are files of
   * one file system, and share the storage from then on.
   *
   * @return how many bytes from {@code offset} on are stored; the caller stores the rest, and where
   *     sharing is not possible that is all
   */
  default long share(Source source, long offset, long length, long at) throws IOException {
    return 0;
  }

  /**
   * Moves the ordered position forward over bytes that are written by position.
   *
   * @param length in bytes, 0 or more
   */
  void skip(long length) throws IOException;
}
