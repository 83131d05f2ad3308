// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.bitmap;

import java.io.IOException;

/**
 * One dirty bitmap of an image, good as long as the image is open.
 *
 * <p>Safe for use by many threads.
 */
public interface DirtyBitmap {
  /** Given by a person or a program; not to be trusted. */
  String name();

  /** How many guest bytes one bit stands for. */
  long granularity();

  /** Whether what it says can be relied on: its last writer has closed it. */
  boolean consistent();

  /** Whether whoever writes to the disk is to note it in this bitmap. */
  boolean recording();

  /**
   * What has changed, cut to the disk's size.
   *
   * @throws org.diskmill.image.CorruptImageException also when it is not {@link #consistent}
   */
  DirtyRanges ranges() throws IOException;
}
