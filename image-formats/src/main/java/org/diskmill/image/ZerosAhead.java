// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;

/**
 * How far a disk is known to be zeros, for whoever goes through it stretch by stretch.
 *
 * <p>A run may go on up to the disk's end, and finding that end may take a walk over all of a table. So
 * it is not asked for where there are data, and once where there are zeros. Used by one thread at a
 * time; not a part of the API.
 */
public final class ZerosAhead {
  private final DiskImage image;
  private long knownFrom;
  private long knownEnd;

  /** Nothing is known yet. */
  public ZerosAhead(DiskImage image) {
    this.image = image;
  }

  /**
   * Where the zeros end that begin at {@code from}, as far as no byte need be read for it; {@code from}
   * where there are none.
   *
   * @param from a position on the disk, in bytes
   * @param end past {@code from} and not past the disk's end: where the caller's stretch ends. It is
   *     looked farther only if all of that is zeros
   */
  public long endAt(long from, long end) throws IOException {
    if (knownFrom <= from && from < knownEnd) {
      return knownEnd;
    }
    long limit = end;
    long zeros = upTo(from, limit);
    while (zeros == limit && limit < image.size()) {
      // Twice as far each time, so that the walk is no longer than twice what it finds.
      limit = limit - from > image.size() - limit ? image.size() : limit + (limit - from);
      zeros = upTo(from, limit);
    }
    knownFrom = from;
    knownEnd = zeros;
    return zeros;
  }

  private long upTo(long from, long limit) throws IOException {
    Extent.Resolved run = new SparseRuns(image.extents(from, limit)).next();
    return run != null && run.readsAsZero() ? run.end() : from;
  }
}
