// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.ByteBuffer;

/** Counts bytes and forgets them: how large would it be? Those at places count when they are passed. */
final class CountingSink implements PositionedSink, ReservingSink {
  private long position;

  @Override
  public void write(ByteBuffer src) {
    position += src.remaining();
    src.position(src.limit());
  }

  @Override
  public void zeros(long length) {
    Ranges.requireLength(length);
    position += length;
  }

  @Override
  public void transferFrom(Source source, long offset, long length) {
    Ranges.requireLength(length);
    position += length;
  }

  @Override
  public void write(long at, ByteBuffer src) {
    src.position(src.limit());
  }

  @Override
  public void transferFrom(Source source, long offset, long length, long at) {
    Ranges.requireLength(length);
  }

  @Override
  public void skip(long length) {
    zeros(length);
  }

  @Override
  public Reservation reserve(int length) {
    position += length;
    return bytes -> Gaps.requireFill(false, length, bytes);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "a count of bytes";
  }
}
