// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;

/** Unpacks units of one packing. Used by one thread at a time. */
public interface Unpacker extends AutoCloseable {
  /**
   * Fills {@code plain} wholly from the stream at the start of {@code stored}. Bytes after the
   * stream's end are ignored: stored forms are padded. Afterwards the position of {@code stored} is
   * that end, and {@code plain} is full.
   *
   * @param stored a direct buffer
   * @param plain a direct buffer with exactly as much space as the unit has bytes
   * @throws DamagedStreamException when the stream is damaged, or ends before or after {@code plain}
   *     is full
   */
  void unpack(ByteBuffer stored, ByteBuffer plain) throws DamagedStreamException;

  @Override
  void close();
}
