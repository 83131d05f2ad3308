// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.jspecify.annotations.Nullable;

/** A walk over a single run. */
final class OneRun implements ExtentCursor {
  private Extent.@Nullable Resolved left;

  OneRun(Extent.Resolved run) {
    this.left = run;
  }

  @Override
  public Extent.@Nullable Resolved next() {
    Extent.Resolved run = left;
    left = null;
    return run;
  }

  @Override
  public int depth() {
    return 0;
  }
}
