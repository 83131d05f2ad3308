// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.digest;

import java.io.IOException;
import java.util.Objects;
import org.diskmill.image.DiskImage;
import org.diskmill.io.Digest;
import org.diskmill.io.Job;

/**
 * Identifies what a guest sees: equal for equal disks in any format, however they are allocated or
 * compressed, and different for disks that differ in length or in a byte.
 *
 * <p>The root is that of a {@link org.diskmill.io.DigestTree} over the guest's bytes with leaves of 64
 * KiB. Leaves of zeros all have the same hash, so zeros that the image's map knows of cost nothing.
 *
 * @param size of the disk in bytes
 * @param root of the tree
 */
public record DiskDigest(long size, Digest root) {
  /** The size of every leaf but the last, in bytes. */
  public static final int LEAF_BYTES = 64 << 10;

  /** The digest of {@code image}, which stays open, made on a thread for each processor. */
  public static DiskDigest of(DiskImage image, Job job) throws IOException {
    return of(image, Runtime.getRuntime().availableProcessors(), job);
  }

  /** The same on that many threads. */
  public static DiskDigest of(DiskImage image, int workers, Job job) throws IOException {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(job, "job");
    if (workers < 1) {
      throw new IllegalArgumentException("workers: " + workers + " is below 1");
    }
    try (LeafHashing hashing = new LeafHashing(image, workers, job)) {
      return new DiskDigest(image.size(), hashing.root());
    }
  }

  /** {@code disk-sha256:SIZE:ROOT}, with the size in bytes. */
  @Override
  public String toString() {
    return "disk-sha256:" + size + ":" + root.hex();
  }
}
