// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;

/** Packs units in one way at one level. Used by one thread at a time. */
public interface Packer extends AutoCloseable {
  /**
   * Appends the packed form of all that remains in {@code plain} to {@code stored}.
   *
   * @param plain a direct buffer; its position does not move
   * @param stored a direct buffer
   * @return false, with the position of {@code stored} unmoved, when the form does not fit there
   */
  boolean pack(ByteBuffer plain, ByteBuffer stored);

  @Override
  void close();
}
