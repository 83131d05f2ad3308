// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
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
  private final Optional<ContentSum> rehearsed;
  private @Nullable BlockPass pass;

  /**
   * A writer from the sink's position on.
   *
   * @param content what the disk holds, by the time that all is put
   * @param rehearsed what it holds, by the time that the first unit is put; without it a beginning
   *     that tells is filled in when all is put
   */
  OrderedBlockWriter(
      BlockLayout layout, Sink out, ContentSum content, Optional<ContentSum> rehearsed) {
    this.layout = layout;
    this.out = out;
    this.content = content;
    this.rehearsed = rehearsed;
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
    if (rehearsed.isPresent() && rehearsed.get().value() != content.value()) {
      throw new IOException(out
          + ": the disk changed while it was read twice, so what begins with an id of its content is"
          + " wrong; convert it while nothing writes to it");
    }
    pass().finish(content.value());
  }

  /** Begun with the first unit: a rehearsal is over then. */
  private BlockPass pass() throws IOException {
    if (pass == null) {
      pass = new BlockPass(layout, out, out::zeros, known());
    }
    return pass;
  }

  private OptionalLong known() {
    if (rehearsed.isPresent()) {
      return OptionalLong.of(rehearsed.get().value());
    }
    boolean late = layout.told() == BlockLayout.Told.AT_THE_BEGINNING;
    return late ? OptionalLong.empty() : OptionalLong.of(0);
  }

  @Override
  public void close() {}
}
