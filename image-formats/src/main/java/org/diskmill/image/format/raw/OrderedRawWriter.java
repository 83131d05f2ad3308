// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.raw;

import java.io.IOException;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Sink;

/** A raw disk on a sink that takes bytes in order. */
final class OrderedRawWriter implements ImageWriter {
  private final Sink out;
  private final long end;
  private long reached;

  /** A writer of {@code size} bytes from guest offset {@code from} on. */
  OrderedRawWriter(Sink out, long from, long size) {
    this.out = out;
    this.end = from + size;
    this.reached = from;
  }

  @Override
  public UnitEncoder encoder() {
    return (unit, space) -> unit.zero() ? EncodedUnit.zero(unit) : EncodedUnit.asItIs(unit);
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    out.zeros(unit.offset() - reached);
    reached = unit.offset() + unit.bytes().remaining();
    out.write(unit.bytes());
  }

  @Override
  public void finish() throws IOException {
    out.zeros(end - reached);
    reached = end;
  }

  @Override
  public void close() {}
}
