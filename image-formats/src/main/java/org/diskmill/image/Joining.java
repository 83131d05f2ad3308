// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes one run of neighbours that continue each other, so that they are read at once. */
final class Joining implements ExtentCursor {
  private final ExtentCursor runs;
  private Extent.@Nullable Resolved ahead;
  private int aheadDepth;
  private int depth;
  private boolean started;

  Joining(ExtentCursor runs) {
    this.runs = runs;
  }

  @Override
  public Extent.@Nullable Resolved next() throws IOException {
    if (!started) {
      advance();
      started = true;
    }
    Extent.Resolved run = ahead;
    depth = aheadDepth;
    if (run == null) {
      return null;
    }
    advance();
    while (ahead != null && aheadDepth == depth) {
      Extent.Resolved joined = join(run, ahead);
      if (joined == null) {
        break;
      }
      run = joined;
      advance();
    }
    return run;
  }

  @Override
  public int depth() {
    return depth;
  }

  private void advance() throws IOException {
    ahead = runs.next();
    aheadDepth = runs.depth();
  }

  private static Extent.@Nullable Resolved join(Extent.Resolved a, Extent.Resolved b) {
    long length = a.length() + b.length();
    if (a instanceof Extent.Data first
        && b instanceof Extent.Data second
        && first.source() == second.source()
        && first.at() + first.length() == second.at()) {
      return new Extent.Data(a.offset(), length, first.source(), first.at());
    }
    if (a instanceof Extent.KeptZero first
        && b instanceof Extent.KeptZero second
        && first.source() == second.source()
        && first.at() + first.length() == second.at()) {
      return new Extent.KeptZero(a.offset(), length, first.source(), first.at());
    }
    if (a instanceof Extent.Hole && b instanceof Extent.Hole) {
      return new Extent.Hole(a.offset(), length);
    }
    if (a instanceof Extent.Zero && b instanceof Extent.Zero) {
      return new Extent.Zero(a.offset(), length);
    }
    return null;
  }
}
