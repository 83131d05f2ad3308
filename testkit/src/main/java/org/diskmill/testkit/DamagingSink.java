// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Sink;
import org.diskmill.io.Source;
import org.diskmill.io.Zeros;

/** A sink that changes one byte on its way. Used by one thread at a time. */
public final class DamagingSink extends DecoratedSink {
  private final long at;
  private final byte mask;

  /**
   * Writes to {@code inner}, and closes it.
   *
   * @param at the position of the byte that is changed
   * @param mask the bits that are turned over, not 0
   */
  public DamagingSink(Sink inner, long at, int mask) {
    super(inner);
    if ((byte) mask == 0 || at < 0) {
      throw new IllegalArgumentException("at " + at + ", mask " + mask + ": damages nothing");
    }
    this.at = at;
    this.mask = (byte) mask;
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    long start = position();
    if (at < start || at >= start + src.remaining()) {
      super.write(src);
      return;
    }
    ByteBuffer copy = ByteBuffer.allocate(src.remaining()).put(src).flip();
    int index = (int) (at - start);
    copy.put(index, (byte) (copy.get(index) ^ mask));
    super.write(copy);
  }

  @Override
  public void zeros(long length) throws IOException {
    if (at < position() || at >= position() + length) {
      super.zeros(length);
    } else {
      Zeros.write(this, length);
    }
  }

  @Override
  public void transferFrom(Source source, long offset, long length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    for (long done = 0; done < length; done += buffer.limit()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), length - done));
      source.readFully(offset + done, buffer);
      write(buffer.flip());
    }
  }
}
