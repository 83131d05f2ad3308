// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import org.diskmill.image.Extent;
import org.diskmill.image.format.StoredRun;

/** A stretch of the disk that a file holds byte for byte. */
final class FlatPart implements DiskPart {
  private final long start;
  private final long length;
  private final StoredRun file;
  private final long at;

  /**
   * The part from {@code start} on.
   *
   * @param at where in the file it begins, in bytes
   */
  FlatPart(long start, long length, StoredRun file, long at) {
    this.start = start;
    this.length = length;
    this.file = file;
    this.at = at;
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    // Lengths are in sectors, and files of guests need not be: the last one is then filled up.
    long there = file.file().size() - at;
    boolean odd = there < length && there > length - Sectors.BYTES;
    if (odd && offset - start >= there) {
      return new Extent.Zero(start + there, length - there);
    }
    long stored = odd ? there : length;
    return file.at(at, start, Math.min(start + stored, limit) - start, offset);
  }
}
