// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.image.bitmap.DirtyBitmap;

/**
 * A virtual disk as its guest sees it.
 *
 * <p>Closing it closes every source that belongs to it. Safe for use by many threads.
 */
public interface DiskImage extends AutoCloseable {
  /** What the image's own file says about itself. */
  ImageInfo info();

  /** What each file of the chain says about itself, the image's own first. */
  List<ImageInfo> chain();

  /** The dirty bitmaps that the image's own file keeps. */
  default List<DirtyBitmap> bitmaps() {
    return List.of();
  }

  /** The size of the disk in bytes. */
  long size();

  /**
   * Fills {@code dst} with guest bytes.
   *
   * @param offset guest position in bytes; the range must lie inside the disk
   * @throws java.nio.channels.ClosedChannelException when the image was closed, whatever lies there
   */
  void read(long offset, ByteBuffer dst) throws IOException;

  /**
   * Walks the range {@code [from, to)} as runs.
   *
   * @param from guest position in bytes
   * @param to guest position in bytes, at most {@link #size}
   */
  ExtentCursor extents(long from, long to);

  @Override
  void close() throws IOException;
}
