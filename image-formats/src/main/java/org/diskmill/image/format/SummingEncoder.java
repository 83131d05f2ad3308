// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.Extent;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.BufferPool;

/**
 * Sums up what another encoder stores, while it is in the processor's cache.
 *
 * <p>What that one shares with the source is read for this alone: then sharing saves the writing and
 * the room, but not the reading.
 */
public final class SummingEncoder implements UnitEncoder {
  private static final int READ_AT_ONCE = 256 << 10;

  private final UnitEncoder encoder;
  private final ContentSum sum;
  private final BufferPool buffers = new BufferPool(READ_AT_ONCE);

  /**
   * Wraps an encoder, which is closed with it.
   *
   * @param encoder stores units as they are and packs none
   * @param sum takes the disk's bytes
   */
  public SummingEncoder(UnitEncoder encoder, ContentSum sum) {
    this.encoder = encoder;
    this.sum = sum;
  }

  @Override
  public EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException {
    EncodedUnit encoded = encoder.encode(unit, space);
    if (encoded.form() == EncodedUnit.Form.PLAIN) {
      sum.add(encoded.offset(), encoded.bytes());
    }
    return encoded;
  }

  @Override
  public boolean joins(long first, long next) {
    return encoder.joins(first, next);
  }

  @Override
  public EncodedUnit settle(EncodedUnit stretch) throws IOException {
    sum.add(stretch.offset(), stretch.bytes());
    return encoder.settle(stretch);
  }

  @Override
  public long share(Extent.Data run) throws IOException {
    return encoder.share(run);
  }

  @Override
  public void unread(Extent.Data run) throws IOException {
    encoder.unread(run);
    ByteBuffer buffer = buffers.take();
    try {
      for (long done = 0; done < run.length(); done += buffer.limit()) {
        buffer.clear().limit((int) Math.min(READ_AT_ONCE, run.length() - done));
        run.source().readFully(run.at() + done, buffer);
        sum.add(run.offset() + done, buffer.flip());
      }
    } finally {
      buffers.give(buffer);
    }
  }

  @Override
  public void close() {
    encoder.close();
  }
}
