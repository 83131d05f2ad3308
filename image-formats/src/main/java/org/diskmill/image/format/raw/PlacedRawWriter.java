// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.raw;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.Extent;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.image.write.ZeroRuns;
import org.diskmill.io.PositionedSink;

/** A raw disk in a local file: each worker writes what it read to where it belongs. */
final class PlacedRawWriter implements ImageWriter {
  private final PositionedSink file;
  private final long size;
  /** Where guest offset 0 is, or would be. */
  private final long start;

  /** A writer of {@code size} bytes from guest offset {@code from} on. */
  PlacedRawWriter(PositionedSink file, long from, long size) {
    this.file = file;
    this.size = size;
    this.start = file.position() - from;
  }

  @Override
  public UnitEncoder encoder() {
    return new Placing();
  }

  private EncodedUnit place(EncodedUnit stretch) throws IOException {
    ZeroRuns runs = new ZeroRuns(stretch.bytes());
    while (runs.next()) {
      file.write(start + stretch.offset() + runs.from(), runs.bytes());
    }
    return stretch.inPlace();
  }

  @Override
  public void put(EncodedUnit unit) {
    // The encoder has placed it.
  }

  @Override
  public void finish() throws IOException {
    file.skip(size);
  }

  @Override
  public void close() {}

  /** The parallel half, which does all of the work. */
  private final class Placing implements UnitEncoder {
    @Override
    public EncodedUnit encode(Unit unit, ByteBuffer space) {
      return EncodedUnit.asItIs(unit);
    }

    @Override
    public EncodedUnit settle(EncodedUnit stretch) throws IOException {
      return place(stretch);
    }

    @Override
    public long share(Extent.Data run) throws IOException {
      return file.share(run.source(), run.at(), run.length(), start + run.offset());
    }
  }
}
