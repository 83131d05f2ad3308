// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.bitmap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks what a bitmap says has changed, in order; neighbours are one range. Used by one thread at a time. */
public interface DirtyRanges {
  /** The next range, or null at the end. */
  @SuppressWarnings("exports") // Who compiles against this needs no annotations.
  @Nullable
  DirtyRange next() throws IOException;
}
