// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.grow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;

/**
 * Makes disks of one format larger where they lie, in one write that is there wholly or not at all;
 * part of a {@link org.diskmill.image.DiskFormat}. Formats that need more than one such write have none.
 *
 * <p>Safe for use by many threads.
 */
public interface DiskGrower {
  /** The format's name. */
  String format();

  /**
   * Makes the disk larger; what is new reads as zeros. Nothing has been written if this throws an
   * {@link org.diskmill.image.ImageException}.
   *
   * @param source the file, for reading
   * @param file the same file, for writing; the caller forces and closes it
   * @param bytes the disk's new size, no less than it has
   * @throws org.diskmill.image.UnsupportedImageException when this disk needs a new file for that
   */
  void grow(Source source, FileChannel file, long bytes, Limits limits) throws IOException;
}
