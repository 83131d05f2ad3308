// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file or device that holds something else already, written over in order. It is no {@link
 * PositionedSink}: what a writer of places leaves out would stay as it was, instead of being zeros.
 */
final class DeviceSink implements ReservingSink {
  private final FileSink file;

  /** A sink over {@code file}, which must not leave out zeros, and which it closes. */
  DeviceSink(FileSink file) {
    this.file = file;
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    file.write(src);
  }

  @Override
  public long position() {
    return file.position();
  }

  @Override
  public void zeros(long length) throws IOException {
    file.zeros(length);
  }

  @Override
  public void transferFrom(Source source, long offset, long length) throws IOException {
    file.transferFrom(source, offset, length);
  }

  @Override
  public Reservation reserve(int length) {
    return file.reserve(length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
