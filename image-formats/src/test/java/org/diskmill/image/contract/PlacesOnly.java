// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.PositionedSink;
import org.diskmill.io.Source;

/** A file of a caller's own making: it takes bytes at any place, and knows no gaps. */
public class PlacesOnly implements PositionedSink {
  private final PositionedSink file;

  /** Hands everything on to {@code file}, and closes it. */
  public PlacesOnly(PositionedSink file) {
    this.file = file;
  }

  @Override
  public void write(long at, ByteBuffer src) throws IOException {
    file.write(at, src);
  }

  @Override
  public void transferFrom(Source source, long offset, long length, long at) throws IOException {
    file.transferFrom(source, offset, length, at);
  }

  @Override
  public void skip(long length) throws IOException {
    file.skip(length);
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    file.write(src);
  }

  @Override
  public void zeros(long length) throws IOException {
    file.zeros(length);
  }

  @Override
  public long position() {
    return file.position();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
