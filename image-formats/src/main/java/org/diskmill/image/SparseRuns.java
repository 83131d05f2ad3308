// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import org.diskmill.io.SparseSource;
import org.jspecify.annotations.Nullable;

/**
 * A walk for whoever is going to read the bytes: long stretches that are stored, but without any
 * storage behind them in their file, are known to be zeros. A map calls them data all the same, as
 * in a qcow2 whose clusters were only given places.
 */
public final class SparseRuns implements ExtentCursor {
  /** What takes longer to read than to ask about. */
  private static final long WORTH_ASKING = 1 << 20;

  /** Smaller holes are read along. */
  private static final long WORTH_SKIPPING = 64 << 10;

  /**
   * How many stretches, small holes and what is between them, are walked over for one part of a run:
   * walks are begun anew for a few units at a time.
   */
  private static final int STRETCHES = 64;

  private final ExtentCursor runs;
  private Extent.@Nullable Data left;

  /** The runs of that walk, which it takes over. */
  public SparseRuns(ExtentCursor runs) {
    this.runs = runs;
  }

  @Override
  @SuppressWarnings("exports") // See ExtentCursor.
  public Extent.@Nullable Resolved next() throws IOException {
    if (left == null) {
      Extent.Resolved run = runs.next();
      if (!(run instanceof Extent.Data data)
          || data.length() < WORTH_ASKING
          || !(data.source() instanceof SparseSource)) {
        return run;
      }
      left = data;
    }
    return part(left);
  }

  @Override
  public int depth() {
    return runs.depth();
  }

  /** A first part of a run that is all hole, or has none worth skipping. */
  private Extent.Resolved part(Extent.Data run) throws IOException {
    SparseSource file = (SparseSource) run.source();
    long end = run.at() + run.length();
    long at = run.at();
    for (int stretches = 0; at < end && stretches < STRETCHES; stretches++) {
      SparseSource.Run stretch = file.runAt(at, end);
      long to = Math.min(end, stretch.end());
      if (stretch.hole() && to - at >= WORTH_SKIPPING) {
        if (at > run.at()) {
          break;
        }
        rest(run, to - run.at());
        return new Extent.KeptZero(run.offset(), to - run.at(), file, run.at());
      }
      at = to;
    }
    rest(run, at - run.at());
    return run.clip(run.offset(), run.offset() + (at - run.at()));
  }

  private void rest(Extent.Data run, long taken) {
    left = taken == run.length() ? null : run.clip(run.offset() + taken, run.end());
  }
}
