// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.Extent;

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

  /**
   * Whether a unit may be stored in one go with its neighbours from {@code first} on, where all of them
   * are left {@link EncodedUnit#asItIs as they are}.
   *
   * @param first guest position of the first of them
   * @param next guest position of the unit
   */
  default boolean joins(long first, long next) {
    return true;
  }

  /**
   * Hears of each stretch of units that {@link #encode} left {@link EncodedUnit#asItIs as they are}, on
   * the same thread, and may write it to its place.
   *
   * @return what the writer is to put
   */
  default EncodedUnit settle(EncodedUnit stretch) throws IOException {
    return stretch;
  }

  /**
   * Stores data of the disk without their being read, where that is possible. Whole blocks of 4 KiB
   * that were stored so read as zeros in the units that follow, and whole units are left out: who
   * implements this writes no blocks of zeros.
   *
   * @param run inside one batch
   * @return how many bytes from its beginning were stored
   */
  default long share(Extent.Data run) throws IOException {
    return 0;
  }

  /** Hears of data that {@link #share} stored and that therefore will be in no unit. */
  default void unread(Extent.Data run) throws IOException {}

  /** Releases what encoding holds; nothing unless said otherwise. */
  @Override
  default void close() {}
}
