// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.jspecify.annotations.Nullable;

/**
 * A disk as seen from another one that it is to be based on: what the maps of both say is the same is
 * a hole, and everything else is what the disk itself says. Reads no data, so runs that are no holes
 * may still turn out to be the same.
 *
 * <p>Past the end of the base there are zeros.
 */
final class Differences implements ExtentCursor {
  private final ExtentCursor disk;
  private final ExtentCursor base;
  private final long size;
  private Extent.@Nullable Resolved ours;
  private Extent.@Nullable Resolved theirs;

  Differences(DiskImage disk, DiskImage base) {
    this.size = disk.size();
    this.disk = disk.extents(0, size);
    this.base = base.extents(0, Math.min(size, base.size()));
  }

  @Override
  public Extent.@Nullable Resolved next() throws IOException {
    if (ours == null) {
      ours = disk.next();
    }
    Extent.Resolved from = ours;
    if (from == null) {
      return null;
    }
    Extent.Resolved other = covering(from.offset());
    long end = Math.min(from.end(), other.end());
    ours = end == from.end() ? null : from.clip(end, from.end());
    Extent.Resolved part = from.clip(from.offset(), end);
    if (SamePlace.of(part, other.clip(part.offset(), end))) {
      return new Extent.Hole(part.offset(), part.length());
    }
    return part.readsAsZero() ? new Extent.Zero(part.offset(), part.length()) : part;
  }

  @Override
  public int depth() {
    return disk.depth();
  }

  private Extent.Resolved covering(long offset) throws IOException {
    Extent.Resolved run = theirs;
    while (run == null || run.end() <= offset) {
      run = base.next();
      if (run == null) {
        run = new Extent.Hole(offset, size - offset);
      }
    }
    theirs = run;
    return run;
  }
}
