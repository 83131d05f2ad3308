// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The work of one conversion, piece by piece. Used by one thread at a time. */
interface Batches {
  /** The next batch, in ascending order, or null at the end. */
  @Nullable
  Batch next() throws IOException;
}
