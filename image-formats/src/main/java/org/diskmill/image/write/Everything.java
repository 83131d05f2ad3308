// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.nio.ByteBuffer;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.io.Sources;
import org.jspecify.annotations.Nullable;

/** The map of a disk that holds data everywhere; for counting, not for reading. */
final class Everything implements ExtentCursor {
  private final long size;
  private boolean done;

  Everything(long size) {
    this.size = size;
  }

  @Override
  public Extent.@Nullable Resolved next() {
    if (done || size == 0) {
      return null;
    }
    done = true;
    return new Extent.Data(0, size, Sources.bytes("no data", ByteBuffer.allocate(0)), 0);
  }

  @Override
  public int depth() {
    return 0;
  }
}
