// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.write.ZeroRuns;
import org.diskmill.io.Sink;

/** Writes bytes that may hold long stretches of zeros. Used by one thread at a time. */
public final class SparseOutput {
  private final Sink out;
  private final long start;

  /** Writes to {@code out}, from where it is. */
  public SparseOutput(Sink out) {
    this.out = out;
    this.start = out.position();
  }

  /** Where it is, in bytes from where it began. */
  public long position() {
    return out.position() - start;
  }

  /** Writes all that remains in {@code bytes}; a file has holes where they are zeros. */
  public void write(ByteBuffer bytes) throws IOException {
    ByteBuffer all = bytes.slice();
    int reached = 0;
    ZeroRuns runs = new ZeroRuns(all);
    while (runs.next()) {
      out.zeros(runs.from() - reached);
      out.write(runs.bytes());
      reached = runs.to();
    }
    out.zeros(all.limit() - reached);
  }

  /** Moves on to a place. */
  public void zerosTo(long place) throws IOException {
    out.zeros(place - position());
  }
}
