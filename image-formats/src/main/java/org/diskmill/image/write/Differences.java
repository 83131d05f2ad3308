// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.jspecify.annotations.Nullable;

/**
 * A disk as seen from another one that it is to be based on: what the maps of both say is the same is
 * a hole, and everything else is what the disk itself says; so are stretches that have no storage in
 * either file. Reads no data, so runs that are no holes may still turn out to be the same.
 *
 * <p>Past the end of the base there are zeros.
 */
final class Differences implements ExtentCursor {
  private final ExtentCursor disk;
  private final Pairs runs;
  private @Nullable Pairs parts;

  Differences(DiskImage disk, DiskImage base) {
    this.disk = disk.extents(0, disk.size());
    this.runs = new Pairs(this.disk, base.extents(0, Math.min(disk.size(), base.size())));
  }

  @Override
  public Extent.@Nullable Resolved next() throws IOException {
    // Places are compared before files are asked for holes: what both take from one place needs no
    // asking.
    Pairs.Pair part = parts == null ? null : parts.next();
    if (part == null) {
      Pairs.Pair run = runs.next();
      if (run == null) {
        return null;
      }
      if (SamePlace.of(run.ours(), run.theirs())) {
        return hole(run.ours());
      }
      parts = run.withoutStorage();
      part = parts.next();
      if (part == null) {
        throw new IllegalStateException("a run without a part");
      }
    }
    Extent.Resolved ours = part.ours();
    if (!ours.readsAsZero()) {
      return ours;
    }
    return part.theirs().readsAsZero() ? hole(ours) : new Extent.Zero(ours.offset(), ours.length());
  }

  @Override
  public int depth() {
    return disk.depth();
  }

  private static Extent.Resolved hole(Extent.Resolved run) {
    return new Extent.Hole(run.offset(), run.length());
  }
}
