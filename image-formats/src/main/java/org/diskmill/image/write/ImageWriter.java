// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.bitmap.DirtyBitmap;

/**
 * Lays one disk out on a target. Closing without {@link #finish} abandons the disk.
 *
 * <p>Used by one thread at a time, but for the encoder.
 */
public interface ImageWriter extends AutoCloseable {
  /** The parallel half. */
  UnitEncoder encoder();

  /**
   * Hears the whole map, if the writer asked for that. On a disk that is based on another, what is
   * the same is a hole.
   */
  default void begin(ExtentCursor everything) throws IOException {}

  /**
   * What must see the whole disk before this writer does, where something has to be known of it
   * beforehand. Asked for after {@link #begin}, finished and closed by the caller before the first unit
   * is put here.
   */
  default Optional<ImageWriter> rehearsal() throws IOException {
    return Optional.empty();
  }

  /**
   * Takes units in ascending order. What is left out is zeros; on a disk that is based on another, it
   * is what that one holds, and zeros where that one holds something else are put.
   */
  void put(EncodedUnit unit) throws IOException;

  /**
   * Takes over dirty bitmaps of the source, after the last unit, if the caller asked for that.
   *
   * @throws UnsupportedImageException when the format keeps none
   */
  default void carry(List<DirtyBitmap> bitmaps) throws IOException {
    if (!bitmaps.isEmpty()) {
      throw new UnsupportedImageException(
          "the format keeps no dirty bitmaps, and the source has " + bitmaps.size());
    }
  }

  /** Writes what remains, after which the disk is whole. */
  void finish() throws IOException;

  @Override
  void close() throws IOException;
}
