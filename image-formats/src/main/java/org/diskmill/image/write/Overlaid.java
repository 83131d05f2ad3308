// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.Optional;
import java.util.stream.Stream;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.SparseRuns;

/**
 * The disk that is to be written, and the one that the result is based on, if it is on any.
 *
 * @param base where present, only what differs from it is written
 * @param size of the result in bytes: the disk's, or with a base also that of zeros which round it up. Left out,
 *     these would be what the base has there
 */
record Overlaid(DiskImage disk, Optional<DiskImage> base, long size) {
  /** A disk on its own. */
  static Overlaid alone(DiskImage disk) {
    return new Overlaid(disk, Optional.empty(), disk.size());
  }

  /** A disk over that base, in a file whose size is a multiple of {@code unit} bytes. */
  static Overlaid over(DiskImage base, DiskImage disk, int unit) {
    long rest = disk.size() % unit;
    return new Overlaid(disk, Optional.of(base), disk.size() + (rest == 0 ? 0 : unit - rest));
  }

  /** The map of what is to be written; what is the same as in the base is a hole. */
  ExtentCursor map() {
    return base.isPresent() ? new Differences(whole(), base.get()) : runs();
  }

  private DiskImage whole() {
    return size == disk.size() ? disk : Images.resized(disk, size);
  }

  private ExtentCursor runs() {
    return new SparseRuns(disk.extents(0, disk.size()));
  }

  Batches batches(int unitBytes, int batchBytes) {
    return base.isPresent()
        ? new OverlayPlanner(whole(), base.get(), unitBytes, batchBytes)
        : new BatchPlanner(runs(), unitBytes, batchBytes);
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
