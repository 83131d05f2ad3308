// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.diskmill.image.contract.PlacesOnly;
import org.diskmill.io.PositionedSink;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Source;

/** A file on a file system that shares as much of each range as a test wants, by copying it. */
final class SharingSink extends PlacesOnly implements ReservingSink {
  private final PositionedSink file;
  private final LongUnaryOperator howMuch;
  private final AtomicLong shared = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();

  SharingSink(PositionedSink file, LongUnaryOperator howMuch) {
    super(file);
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
    super.write(at, src);
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    writes.incrementAndGet();
    super.write(src);
  }

  @Override
  public Reservation reserve(int length) throws IOException {
    return ((ReservingSink) (Sink) file).reserve(length);
  }
}
