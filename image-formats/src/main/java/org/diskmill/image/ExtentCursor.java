// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks a range as runs, in order and without gaps. Used by one thread at a time. */
public interface ExtentCursor {
  /** The next run, or null at the end of the range. */
  @SuppressWarnings("exports") // Who compiles against this needs no annotations.
  Extent.@Nullable Resolved next() throws IOException;

  /**
   * Which file of the chain answered for the run that {@link #next} gave last: 0 is the image
   * itself, 1 the file it is based on; for a {@link Extent.Hole} the last file asked.
   */
  int depth();
}
