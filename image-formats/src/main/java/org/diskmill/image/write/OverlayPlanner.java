// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.SparseRuns;
import org.jspecify.annotations.Nullable;

/** Makes batches of the units that may differ from the disk that the target is based on. */
final class OverlayPlanner implements Batches {
  private final DiskImage disk;
  private final DiskImage base;
  private final int unitBytes;
  private final int batchBytes;
  private final Differences differences;
  private Extent.@Nullable Resolved rest;
  private long reached;

  OverlayPlanner(DiskImage disk, DiskImage base, int unitBytes, int batchBytes) {
    this.disk = disk;
    this.base = base;
    this.unitBytes = unitBytes;
    this.batchBytes = batchBytes;
    this.differences = new Differences(disk, base);
  }

  @Override
  public @Nullable Batch next() throws IOException {
    skipSame();
    if (rest == null) {
      return null;
    }
    long start = Math.max(reached, unitOf(rest.offset()));
    long window = start / batchBytes * batchBytes + batchBytes;
    long end = start;
    while (rest != null && end < window && unitOf(rest.offset()) <= end) {
      if (!(rest instanceof Extent.Hole)) {
        end = Math.max(end, Math.min(window, unitOf(rest.end() - 1) + unitBytes));
      } else if (rest.end() > end) {
        break;
      }
      rest = rest.end() > end ? rest.clip(end, rest.end()) : differences.next();
    }
    reached = end;
    long inside = Math.min(end, disk.size());
    return new Batch(
        start, (int) (inside - start), runs(disk, start, inside), baseRuns(start, inside));
  }

  /** Skips what is the same, and what the batch before took along with its last unit. */
  private void skipSame() throws IOException {
    if (rest == null) {
      rest = differences.next();
    }
    while (rest != null && (rest instanceof Extent.Hole || rest.end() <= reached)) {
      rest = differences.next();
    }
  }

  private long unitOf(long offset) {
    return offset / unitBytes * unitBytes;
  }

  private Optional<List<Extent.Resolved>> baseRuns(long from, long to) throws IOException {
    long there = Math.max(from, Math.min(to, base.size()));
    List<Extent.Resolved> runs = from < there ? runs(base, from, there) : new ArrayList<>();
    if (there < to) {
      runs.add(new Extent.Hole(there, to - there));
    }
    return Optional.of(runs);
  }

  private static List<Extent.Resolved> runs(DiskImage image, long from, long to)
      throws IOException {
    List<Extent.Resolved> runs = new ArrayList<>();
    ExtentCursor cursor = new SparseRuns(image.extents(from, to));
    for (Extent.Resolved run = cursor.next(); run != null; run = cursor.next()) {
      runs.add(run);
    }
    return runs;
  }
}
