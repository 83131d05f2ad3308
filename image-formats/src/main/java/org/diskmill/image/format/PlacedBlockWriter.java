// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.diskmill.image.Extent;
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
  private final ContentSum content;
  private final long start;

  /**
   * A writer from the file's position on.
   *
   * @param content what the disk holds, by the time that all is placed
   */
  PlacedBlockWriter(BlockLayout layout, PositionedSink file, ContentSum content) {
    this.layout = layout;
    this.file = file;
    this.content = content;
    this.start = file.position();
  }

  @Override
  public UnitEncoder encoder() {
    return new Placing();
  }

  private EncodedUnit place(EncodedUnit stretch) throws IOException {
    long at = placeOf(stretch.offset());
    ZeroRuns runs = new ZeroRuns(stretch.bytes());
    while (runs.next()) {
      file.write(at + runs.from(), runs.bytes());
    }
    return stretch.inPlace();
  }

  private long placeOf(long guest) {
    long offset = guest - layout.from();
    long block = offset / layout.blockBytes();
    return start + layout.placeOf(block) + offset % layout.blockBytes();
  }

  /** Shares a run block by block, as far as it goes. */
  private long share(Extent.Data run) throws IOException {
    long done = 0;
    while (done < run.length()) {
      long guest = run.offset() + done;
      long inBlock = layout.blockBytes() - (guest - layout.from()) % layout.blockBytes();
      long part = Math.min(inBlock, run.length() - done);
      long shared = file.share(run.source(), run.at() + done, part, placeOf(guest));
      done += shared;
      if (shared < part) {
        break;
      }
    }
    return done;
  }

  @Override
  public void put(EncodedUnit unit) {
    // The encoder has placed it.
  }

  @Override
  public void finish() throws IOException {
    long holds = content.value();
    new BlockPass(layout, file, file::skip, OptionalLong.of(holds)).finish(holds);
  }

  @Override
  public void close() {}

  /** The parallel half, which does all of the work but the tables. */
  private final class Placing implements UnitEncoder {
    @Override
    public EncodedUnit encode(Unit unit, ByteBuffer space) {
      return EncodedUnit.asItIs(unit);
    }

    @Override
    public boolean joins(long first, long next) {
      return placeOf(next) - placeOf(first) == next - first;
    }

    @Override
    public EncodedUnit settle(EncodedUnit stretch) throws IOException {
      return place(stretch);
    }

    @Override
    public long share(Extent.Data run) throws IOException {
      return PlacedBlockWriter.this.share(run);
    }
  }
}
