// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.write.SizeEstimate;

/** How large all files of an uncompressed VMDK will be together. */
final class VmdkSize {
  private final VmdkOptions options;
  private final long size;
  private final DiskParts disk;
  private long nextGrain;

  /** The files of a disk whose main one has this plain name, if any is known. */
  VmdkSize(VmdkOptions options, long size, Optional<String> name) {
    this.options = options;
    this.size = size;
    // The id of a parent has as many digits as that of none.
    this.disk = DiskParts.of(options, size, name, Optional.empty());
  }

  SizeEstimate of(ExtentCursor everything) throws IOException {
    boolean beside = options.subformat().beside();
    long bytes = beside ? disk.text().file(Descriptor.NO_HISTORY).remaining() : 0;
    if (options.subformat().flat()) {
      return new SizeEstimate(bytes + Grains.sectors(size) * Grains.SECTOR, true);
    }
    for (DiskParts.Part part : disk.parts()) {
      bytes += SparseLayout.of(part.bytes()).fileBytes(0);
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
