// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * From guest bytes to stored bytes: a pure function, so that it may run anywhere and in any order.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface UnitEncoder extends AutoCloseable {
  /**
   * The stored form of one unit.
   *
   * @param space a direct buffer to put a packed form in, at its position, with at least as much
   *     room as {@link WriterNeeds#packedBytes}
   */
  EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException;

  /** Releases what encoding holds; nothing unless said otherwise. */
  @Override
  default void close() {}
}
