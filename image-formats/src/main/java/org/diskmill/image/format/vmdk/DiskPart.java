// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import org.diskmill.image.Extent;

/** What one extent of a descriptor adds to the disk. Safe for use by many threads. */
interface DiskPart {
  /** As {@link org.diskmill.image.Layer#extentAt}, for an offset of the disk inside this part. */
  Extent extentAt(long offset, long limit) throws IOException;

  /** Zeros, which no file holds. */
  record Zeros(long start, long end) implements DiskPart {
    @Override
    public Extent extentAt(long offset, long limit) {
      return new Extent.Zero(start, end - start);
    }
  }
}
