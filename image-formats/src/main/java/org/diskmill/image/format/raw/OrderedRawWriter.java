// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.raw;

import java.io.IOException;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Sink;
import org.diskmill.io.Zeros;

/** A raw disk on a sink that takes bytes in order. */
final class OrderedRawWriter implements ImageWriter {
  private final Sink out;
  private final boolean stored;
  private final long end;
  private long reached;

  /**
   * A writer of {@code size} bytes from guest offset {@code from} on.
   *
   * @param stored whether zeros are to take storage, as all else does
   */
  OrderedRawWriter(Sink out, boolean stored, long from, long size) {
    this.out = out;
    this.stored = stored;
    this.end = from + size;
    this.reached = from;
  }

  @Override
  public UnitEncoder encoder() {
    return (unit, space) -> unit.zero() ? EncodedUnit.zero(unit) : EncodedUnit.asItIs(unit);
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    zeros(unit.offset() - reached);
    reached = unit.offset() + unit.bytes().remaining();
    out.write(unit.bytes());
  }

  @Override
  public void finish() throws IOException {
    zeros(end - reached);
    reached = end;
  }

  private void zeros(long length) throws IOException {
    if (stored) {
      Zeros.write(out, length);
    } else {
      out.zeros(length);
    }
  }

  @Override
  public void close() {}
}
