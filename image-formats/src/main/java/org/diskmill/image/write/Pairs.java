// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.SparseRuns;
import org.jspecify.annotations.Nullable;

/** Two walks side by side, cut wherever one of them is. Past the end of the second there are holes. */
final class Pairs {
  private final ExtentCursor disk;
  private final ExtentCursor base;
  private Extent.@Nullable Resolved ours;
  private Extent.@Nullable Resolved theirs;

  /** Walks that begin at the same place. */
  Pairs(ExtentCursor disk, ExtentCursor base) {
    this.disk = disk;
    this.base = base;
  }

  /** What both have next, or null where the first one ends. */
  @Nullable
  Pair next() throws IOException {
    if (ours == null) {
      ours = disk.next();
    }
    Extent.Resolved from = ours;
    if (from == null) {
      return null;
    }
    Extent.Resolved other = covering(from);
    long end = Math.min(from.end(), other.end());
    ours = end == from.end() ? null : from.clip(end, from.end());
    return new Pair(from.clip(from.offset(), end), other.clip(from.offset(), end));
  }

  private Extent.Resolved covering(Extent.Resolved part) throws IOException {
    Extent.Resolved run = theirs;
    while (run == null || run.end() <= part.offset()) {
      run = base.next();
      if (run == null) {
        return new Extent.Hole(part.offset(), part.length());
      }
    }
    theirs = run;
    return run;
  }

  /** One range, as either disk has it. */
  record Pair(Extent.Resolved ours, Extent.Resolved theirs) {
    /** The same with what has no storage known to be zeros. */
    Pairs withoutStorage() {
      return new Pairs(new SparseRuns(new OneRun(ours)), new SparseRuns(new OneRun(theirs)));
    }
  }
}
