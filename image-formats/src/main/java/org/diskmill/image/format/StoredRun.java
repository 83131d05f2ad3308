// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.io.Source;
import org.diskmill.io.SparseSource;

/**
 * Runs of units that are stored as they are, of which the file must hold all.
 *
 * <p>A unit that the file cuts, or that begins past its end, was lost: all writers store whole ones.
 * Reading zeros there would be to make data up, which only a lenient reader does. What lies past the
 * disk's end is no part of a run, and need not be there.
 *
 * @param file holds the data
 * @param unitBytes the size of a unit
 * @param unitName what messages call one
 * @param holes whether the file's own holes matter: not where what is stored is data anyway
 */
public record StoredRun(
    Source file, long unitBytes, String unitName, boolean holes, boolean lenient) {
  /**
   * The run of {@code length} guest bytes from {@code start} on, or its part around {@code offset}.
   *
   * @param at where the run lies in the file, at the beginning of a unit; far from overflowing
   * @param offset the guest position asked for, inside the run
   */
  public Extent at(long at, long start, long length, long offset) throws IOException {
    long there = Math.max(0, file.size() - at);
    long whole = length <= there ? length : there / unitBytes * unitBytes;
    if (offset - start < whole) {
      return stored(at, start, whole, offset);
    }
    long skipped = (offset - start) / unitBytes * unitBytes;
    if (!lenient) {
      throw new CorruptImageException(file
          + ": the "
          + unitName
          + " for guest offset "
          + offset
          + " is at "
          + (at + skipped)
          + (at + skipped < file.size() ? ", cut by" : ", past")
          + " the end of the file at "
          + file.size()
          + "; the file is truncated");
    }
    if (offset - start < there) {
      return stored(at, start, there, offset);
    }
    long from = Math.max(start + skipped, start + there);
    long to = Math.min(start + length, start + skipped + unitBytes);
    return new Extent.Zero(from, to - from);
  }

  private Extent stored(long at, long start, long length, long offset) throws IOException {
    if (!holes || !(file instanceof SparseSource sparse)) {
      return new Extent.Data(start, length, file, at);
    }
    SparseSource.Run run = sparse.runAt(at + (offset - start), at + length);
    long from = Math.max(at, run.at());
    long bytes = Math.min(at + length, run.end()) - from;
    return run.hole()
        ? new Extent.Zero(start + (from - at), bytes)
        : new Extent.Data(start + (from - at), bytes, file, from);
  }
}
