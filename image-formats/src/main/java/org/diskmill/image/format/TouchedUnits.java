// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;

/** Counts the units of a disk that hold data, as far as its map tells. */
public final class TouchedUnits {
  private TouchedUnits() {}

  /** How many units of that size are not known to be zeros. */
  public static long count(ExtentCursor everything, int unitBytes) throws IOException {
    long count = 0;
    long next = 0;
    for (Extent.Resolved run = everything.next(); run != null; run = everything.next()) {
      if (!run.readsAsZero()) {
        long first = Math.max(next, run.offset() / unitBytes);
        long last = (run.end() - 1) / unitBytes;
        count += Math.max(0, last - first + 1);
        next = Math.max(next, last + 1);
      }
    }
    return count;
  }
}
