// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.PositionedSink;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file of whole blocks that lie in guest order: in parallel where the sink takes bytes at any
 * place, in order otherwise, and the same bytes either way.
 *
 * <p>Which blocks are stored is decided by the disk's map alone. Data of a stored block that turn out
 * to be zeros are left out of a local file, which has a hole there, but the block stays: its place
 * has been given to it, and the table that says so may have gone out already.
 *
 * <p>What the file tells of the disk's content is filled in last. Where the sink leaves no gaps, as a
 * pipe, the disk is read twice.
 */
public final class BlockWriter implements ImageWriter {
  private final Sink out;
  private final BlockLayout.Maker maker;
  private final ContentSum content = new ContentSum();
  private Optional<ContentSum> rehearsed = Optional.empty();
  private boolean sums;
  private @Nullable ImageWriter writer;

  /** A writer of that layout on {@code out}, which stays open. */
  public BlockWriter(Sink out, BlockLayout.Maker maker) {
    this.out = out;
    this.maker = maker;
  }

  @Override
  public void begin(ExtentCursor everything) throws IOException {
    BlockLayout layout = maker.of(everything);
    sums = layout.told() != BlockLayout.Told.NOWHERE;
    if (out instanceof PositionedSink file && file.blank()) {
      writer = new PlacedBlockWriter(layout, file, content);
      return;
    }
    if (layout.told() == BlockLayout.Told.AT_THE_BEGINNING && !(out instanceof ReservingSink)) {
      rehearsed = Optional.of(new ContentSum());
    }
    writer = new OrderedBlockWriter(layout, out, content, rehearsed);
  }

  @Override
  public Optional<ImageWriter> rehearsal() {
    return rehearsed.map(Rehearsal::new);
  }

  @Override
  public UnitEncoder encoder() {
    UnitEncoder encoder = begun().encoder();
    return sums ? new SummingEncoder(encoder, content) : encoder;
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    begun().put(unit);
  }

  @Override
  public void finish() throws IOException {
    begun().finish();
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }

  private ImageWriter begun() {
    if (writer == null) {
      throw new IllegalStateException("the map comes first");
    }
    return writer;
  }
}
