// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Sink;
import org.diskmill.io.Source;

/** Counts what is written, zeroed and transferred. Used by one thread at a time. */
public final class CountingSink extends DecoratedSink {
  private long writes;
  private long written;
  private long zeroed;
  private long transferred;
  private boolean closed;

  /** Counts what goes to {@code inner}, and closes it. */
  public CountingSink(Sink inner) {
    super(inner);
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    writes++;
    written += src.remaining();
    super.write(src);
  }

  @Override
  public void zeros(long length) throws IOException {
    zeroed += length;
    super.zeros(length);
  }

  @Override
  public void transferFrom(Source source, long offset, long length) throws IOException {
    transferred += length;
    super.transferFrom(source, offset, length);
  }

  /** How many writes there were. */
  public long writes() {
    return writes;
  }

  /** How many bytes were written from buffers. */
  public long written() {
    return written;
  }

  /** How many bytes were asked for as zeros. */
  public long zeroed() {
    return zeroed;
  }

  /** How many bytes were taken from sources. */
  public long transferred() {
    return transferred;
  }

  /** Whether it was closed. */
  public boolean closed() {
    return closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    super.close();
  }
}
