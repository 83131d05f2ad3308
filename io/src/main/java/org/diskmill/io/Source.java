// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Fixed bytes that can be read at any offset: a file, a remote object, an entry inside an archive.
 *
 * <p>A source pins the version it opened and fails rather than mix two. Its {@link Object#toString}
 * is the name that error messages use, so it says which file this is and carries no secret. Closing
 * twice is fine; reading after closing fails. Safe for use by many threads.
 */
public interface Source extends AutoCloseable {
  /** The number of bytes, known since opening. */
  long size();

  /**
   * Reads some bytes into the space left in {@code dst}.
   *
   * @param offset where to start, in bytes; 0 or more
   * @return the number of bytes read, at least 1 unless {@code dst} has no space; or -1 when {@code
   *     offset} is at or past the end
   */
  int read(long offset, ByteBuffer dst) throws IOException;

  /**
   * Fills {@code dst} wholly.
   *
   * @throws EOFException when the bytes end before {@code dst} is full
   */
  default void readFully(long offset, ByteBuffer dst) throws IOException {
    long at = offset;
    while (dst.hasRemaining()) {
      at += SomeBytes.read(this, at, dst, dst.remaining());
    }
  }

  /**
   * What tells sources apart: where two have equal ones, they hold the same bytes. The opposite does
   * not follow; a source that does not know better is only like itself.
   */
  default Object identity() {
    return this;
  }

  /** What reading costs here; local unless said otherwise. */
  default ReadHints hints() {
    return ReadHints.LOCAL;
  }

  @Override
  void close() throws IOException;
}
