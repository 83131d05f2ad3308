// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Sink;
import org.diskmill.io.Source;

/** Passes everything on, so that the inner sink's short cuts stay; decorators override. */
abstract class DecoratedSink implements Sink {
  private final Sink inner;

  DecoratedSink(Sink inner) {
    this.inner = inner;
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    inner.write(src);
  }

  @Override
  public void zeros(long length) throws IOException {
    inner.zeros(length);
  }

  @Override
  public void transferFrom(Source source, long offset, long length) throws IOException {
    inner.transferFrom(source, offset, length);
  }

  @Override
  public long position() {
    return inner.position();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }

  @Override
  public String toString() {
    return inner.toString();
  }
}
