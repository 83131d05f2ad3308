// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Sink;

/** Blocks on a sink that takes bytes in order, a pipe for one: all places are known beforehand. */
final class OrderedBlockWriter implements ImageWriter {
  private final BlockLayout layout;
  private final Sink out;
  private final BlockPass pass;

  OrderedBlockWriter(BlockLayout layout, Sink out) throws IOException {
    this.layout = layout;
    this.out = out;
    this.pass = new BlockPass(layout, out, out::zeros);
  }

  @Override
  public UnitEncoder encoder() {
    return (unit, space) -> unit.zero()
        ? EncodedUnit.zero(unit)
        : EncodedUnit.plain(unit, unit.plain().limit(unit.length()));
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    long offset = unit.offset() - layout.from();
    pass.to(offset / layout.blockBytes(), offset % layout.blockBytes());
    out.write(unit.bytes());
  }

  @Override
  public void finish() throws IOException {
    pass.finish();
  }

  @Override
  public void close() {}
}
