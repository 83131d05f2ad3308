// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.PositionedSink;
import org.diskmill.io.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file of whole blocks that lie in guest order: in parallel where the sink takes bytes at any
 * place, in order otherwise, and the same bytes either way.
 *
 * <p>Which blocks are stored is decided by the disk's map alone. Data of a stored block that turn out
 * to be zeros are left out of a local file, which has a hole there, but the block stays: its place
 * has been given to it, and the table that says so may have gone out already.
 */
public final class BlockWriter implements ImageWriter {
  private final Sink out;
  private final BlockLayout.Maker maker;
  private @Nullable ImageWriter writer;

  /** A writer of that layout on {@code out}, which stays open. */
  public BlockWriter(Sink out, BlockLayout.Maker maker) {
    this.out = out;
    this.maker = maker;
  }

  @Override
  public void begin(ExtentCursor everything) throws IOException {
    BlockLayout layout = maker.of(everything);
    writer = out instanceof PositionedSink file && file.blank()
        ? new PlacedBlockWriter(layout, file)
        : new OrderedBlockWriter(layout, out);
  }

  @Override
  public UnitEncoder encoder() {
    return begun().encoder();
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
