// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.write.SizeEstimate;

/** How large the extents of an uncompressed VMDK will be together, its text apart. */
final class VmdkSize {
  private final VmdkOptions options;
  private final long size;
  private long nextGrain;

  VmdkSize(VmdkOptions options, long size) {
    this.options = options;
    this.size = size;
  }

  SizeEstimate of(ExtentCursor everything) throws IOException {
    if (options.subformat().flat()) {
      return new SizeEstimate(Grains.sectors(size) * Grains.SECTOR, true);
    }
    long bytes = 0;
    long most = options.subformat().split() ? VmdkWriters.SPLIT_BYTES : Long.MAX_VALUE;
    for (long at = 0; at < size; at += Math.min(most, size - at)) {
      bytes += SparseLayout.of(Math.min(most, size - at)).fileBytes(0);
    }
    long grains = 0;
    for (Extent.Resolved run = everything.next(); run != null; run = everything.next()) {
      if (stored(run)) {
        long first = Math.max(nextGrain, run.offset() / Grains.BYTES);
        long last = (run.end() - 1) / Grains.BYTES;
        grains += Math.max(0, last - first + 1);
        nextGrain = Math.max(nextGrain, last + 1);
      }
    }
    return new SizeEstimate(
        bytes + grains * Grains.BYTES, options.backing().isEmpty() || grains == 0);
  }

  /** Zeros that hide a parent's data are data where they cannot be marked. */
  private boolean stored(Extent.Resolved run) {
    return !run.readsAsZero()
        || run instanceof Extent.Zero && options.backing().isPresent() && !options.zeroGrains();
  }
}
