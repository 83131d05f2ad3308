// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.diskmill.io.PositionedSink;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Source;

/** A file on a file system that shares as much of each range as a test wants, by copying it. */
final class SharingSink implements PositionedSink, ReservingSink {
  private final PositionedSink file;
  private final LongUnaryOperator howMuch;
  private final AtomicLong shared = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();

  SharingSink(PositionedSink file, LongUnaryOperator howMuch) {
    this.file = file;
    this.howMuch = howMuch;
  }

  /** How many bytes were shared. */
  long shared() {
    return shared.get();
  }

  /** How often bytes were written, at places or in order. */
  long writes() {
    return writes.get();
  }

  @Override
  public long share(Source source, long offset, long length, long at) throws IOException {
    long count = howMuch.applyAsLong(length);
    file.transferFrom(source, offset, count, at);
    shared.addAndGet(count);
    return count;
  }

  @Override
  public void write(long at, ByteBuffer src) throws IOException {
    writes.incrementAndGet();
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
    writes.incrementAndGet();
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
  public Reservation reserve(int length) throws IOException {
    return ((ReservingSink) (Sink) file).reserve(length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
