// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.Optional;
import java.util.stream.Stream;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.SparseRuns;

/**
 * The disk that is to be written, and the one that the result is based on, if it is on any.
 *
 * @param base where present, only what differs from it is written
 */
record Overlaid(DiskImage disk, Optional<DiskImage> base) {
  /** The map of what is to be written; what is the same as in the base is a hole. */
  ExtentCursor map() {
    return base.isPresent() ? new Differences(disk, base.get()) : runs();
  }

  private ExtentCursor runs() {
    return new SparseRuns(disk.extents(0, disk.size()));
  }

  Batches batches(int unitBytes, int batchBytes) {
    return base.isPresent()
        ? new OverlayPlanner(disk, base.get(), unitBytes, batchBytes)
        : new BatchPlanner(runs(), batchBytes);
  }

  /** How many disks are read. */
  int disks() {
    return base.isPresent() ? 2 : 1;
  }

  /** Every file that is read. */
  Stream<ImageInfo> files() {
    return Stream.concat(disk.chain().stream(), base.stream().flatMap(one -> one.chain().stream()));
  }
}
