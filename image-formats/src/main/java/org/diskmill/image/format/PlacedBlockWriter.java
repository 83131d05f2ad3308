// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.image.write.ZeroRuns;
import org.diskmill.io.PositionedSink;

/** Blocks in a local file: each worker writes what it read to where it belongs. */
final class PlacedBlockWriter implements ImageWriter {
  private final BlockLayout layout;
  private final PositionedSink file;
  private final long start;

  PlacedBlockWriter(BlockLayout layout, PositionedSink file) {
    this.layout = layout;
    this.file = file;
    this.start = file.position();
  }

  @Override
  public UnitEncoder encoder() {
    return (unit, space) -> place(unit);
  }

  private EncodedUnit place(Unit unit) throws IOException {
    long offset = unit.offset() - layout.from();
    long block = offset / layout.blockBytes();
    long at = start + layout.placeOf(block) + offset % layout.blockBytes();
    ByteBuffer plain = unit.plain().limit(unit.length());
    ZeroRuns runs = new ZeroRuns(plain);
    while (runs.next()) {
      file.write(at + runs.from(), plain.duplicate().position(runs.from()).limit(runs.to()));
    }
    return EncodedUnit.placed(unit);
  }

  @Override
  public void put(EncodedUnit unit) {
    // The encoder has placed it.
  }

  @Override
  public void finish() throws IOException {
    new BlockPass(layout, file, file::skip).finish();
  }

  @Override
  public void close() {}
}
