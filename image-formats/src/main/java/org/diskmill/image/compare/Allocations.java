// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.compare;

import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.jspecify.annotations.Nullable;

/** Compares which parts of two disks their images say anything about. Reads no data. */
public final class Allocations {
  private Allocations() {}

  /**
   * The first guest offset, in bytes, that one image says something about (data, or that it is zeros) and
   * the other does not, or that only one of the disks has; empty when there is none.
   */
  public static OptionalLong firstDifference(DiskImage a, DiskImage b) throws IOException {
    Objects.requireNonNull(a, "a");
    Objects.requireNonNull(b, "b");
    long size = Math.min(a.size(), b.size());
    Walk ofA = new Walk(a.extents(0, size));
    Walk ofB = new Walk(b.extents(0, size));
    long at = 0;
    while (at < size) {
      if (ofA.allocatedAt(at) != ofB.allocatedAt(at)) {
        return OptionalLong.of(at);
      }
      at = Math.min(ofA.end(), ofB.end());
    }
    return a.size() == b.size() ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** Where one map has got to. */
  private static final class Walk {
    private final ExtentCursor runs;
    private Extent.@Nullable Resolved run;

    Walk(ExtentCursor runs) {
      this.runs = runs;
    }

    boolean allocatedAt(long offset) throws IOException {
      while (run == null || run.end() <= offset) {
        run = runs.next();
        if (run == null) {
          throw new IllegalStateException("the map ends before " + offset);
        }
      }
      return !(run instanceof Extent.Hole);
    }

    long end() {
      return run == null ? 0 : run.end();
    }
  }
}
