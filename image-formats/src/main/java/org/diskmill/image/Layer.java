// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.bitmap.DirtyBitmap;

/**
 * One file's share of a disk. This is all that a format has to implement to be readable.
 *
 * <p>It owns nothing that must be closed: who opened it closes the sources. Safe for use by many
 * threads.
 */
public interface Layer {
  /** What the file says about itself. */
  ImageInfo info();

  /** The size of the disk in bytes. */
  long size();

  /**
   * The run that covers {@code offset}: not empty, it may begin before {@code offset} and end before
   * or after {@code limit}; the same answer every time. Asking costs no more metadata than {@code
   * offset} itself needs.
   *
   * @param offset guest position in bytes, 0 or more and below {@link #size}
   * @param limit how far the caller wants to know, in bytes
   */
  Extent extentAt(long offset, long limit) throws IOException;

  /** The dirty bitmaps that the file keeps; none unless said otherwise. */
  default List<DirtyBitmap> bitmaps() {
    return List.of();
  }

  /** The layer that answers for what this one leaves {@link Extent.Inherited}. */
  Optional<Layer> below();
}
