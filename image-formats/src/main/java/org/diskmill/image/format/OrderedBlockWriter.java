// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.util.OptionalInt;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Sink;
import org.jspecify.annotations.Nullable;

/** Blocks on a sink that takes bytes in order, a pipe for one: all places are known beforehand. */
final class OrderedBlockWriter implements ImageWriter {
  private final BlockLayout layout;
  private final Sink out;
  private final ContentSum content;
  private final boolean late;
  private @Nullable BlockPass pass;

  /**
   * A writer from the sink's position on.
   *
   * @param content what the disk holds, by the time that all is put
   * @param late whether the beginning tells of it, and must be filled in when all is put
   */
  OrderedBlockWriter(BlockLayout layout, Sink out, ContentSum content, boolean late) {
    this.layout = layout;
    this.out = out;
    this.content = content;
    this.late = late;
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
    pass().to(offset / layout.blockBytes(), offset % layout.blockBytes());
    out.write(unit.bytes());
  }

  @Override
  public void finish() throws IOException {
    pass().finish(content.value());
  }

  /** Begun with the first unit: a rehearsal is over then. */
  private BlockPass pass() throws IOException {
    if (pass == null) {
      OptionalInt holds = late ? OptionalInt.empty() : OptionalInt.of(content.value());
      pass = new BlockPass(layout, out, out::zeros, holds);
    }
    return pass;
  }

  @Override
  public void close() {}
}
