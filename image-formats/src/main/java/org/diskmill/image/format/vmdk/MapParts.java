// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the map of a disk into those of its extents, each counted from its own beginning. What they
 * say is only good for telling zeros from data. Used by one thread at a time.
 */
final class MapParts {
  private static final Source NOWHERE = Sources.bytes("no data", ByteBuffer.allocate(0));

  private final ExtentCursor whole;
  private Extent.@Nullable Resolved rest;
  private long reached;

  MapParts(ExtentCursor whole) {
    this.whole = whole;
  }

  /** The map of the next {@code length} bytes; it must be read to its end before the one after. */
  ExtentCursor next(long length) {
    long from = reached;
    long to = length > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + length;
    reached = to;
    return new Part(from, to);
  }

  private final class Part implements ExtentCursor {
    private final long from;
    private final long to;

    Part(long from, long to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public Extent.@Nullable Resolved next() throws IOException {
      Extent.Resolved run = rest == null ? whole.next() : rest;
      rest = run;
      if (run == null || run.offset() >= to) {
        return null;
      }
      long end = Math.min(run.end(), to);
      rest = run.end() > to ? run.clip(to, run.end()) : null;
      return run.readsAsZero()
          ? new Extent.Zero(run.offset() - from, end - run.offset())
          : new Extent.Data(run.offset() - from, end - run.offset(), NOWHERE, 0);
    }

    @Override
    public int depth() {
      return 0;
    }
  }
}
