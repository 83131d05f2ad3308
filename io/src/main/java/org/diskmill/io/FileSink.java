// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file or device, written in order, at places, or both. */
final class FileSink implements PositionedSink, ReservingSink {
  /** The JDK keeps a direct copy of what is written from the heap, one for each thread. */
  private static final int WRITE_AT_ONCE = 1 << 20;

  private final String name;
  private final FileChannel channel;
  private final boolean fresh;
  private long position;

  /**
   * A sink over a channel, which it closes.
   *
   * @param fresh whether whatever is not written reads as zeros
   */
  FileSink(String name, FileChannel channel, boolean fresh) {
    this.name = name;
    this.channel = channel;
    this.fresh = fresh;
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    int count = src.remaining();
    write(position, src);
    position += count;
  }

  @Override
  public void write(long at, ByteBuffer src) throws IOException {
    int end = src.limit();
    long place = at;
    while (src.position() < end) {
      src.limit(Math.min(end, src.position() + WRITE_AT_ONCE));
      place += writeOnce(src, place);
    }
  }

  private int writeOnce(ByteBuffer src, long at) throws IOException {
    try {
      return channel.write(src, at);
    } catch (IOException failed) {
      throw FileFailures.at(name, at, "writing", failed);
    }
  }

  @Override
  public void transferFrom(Source source, long offset, long length) throws IOException {
    transferFrom(source, offset, length, position);
    position += length;
  }

  @Override
  public void transferFrom(Source source, long offset, long length, long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(Math.max(length, 1), 256 << 10));
    long done = 0;
    while (done < length) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), length - done));
      if (source.read(offset + done, buffer) < 0) {
        throw new EOFException(
            source + ": ends at " + source.size() + ", wanted bytes up to " + (offset + length));
      }
      buffer.flip();
      int count = buffer.remaining();
      write(at + done, buffer);
      done += count;
    }
  }

  @Override
  public void zeros(long length) throws IOException {
    if (fresh) {
      skip(length);
    } else {
      Zeros.write(this, length);
    }
  }

  @Override
  public void skip(long length) {
    Ranges.requireOffset(length);
    position += length;
  }

  @Override
  public boolean blank() {
    return fresh;
  }

  @Override
  public Reservation reserve(int length) {
    long at = position;
    position += length;
    return new FileGap(this, at, length);
  }

  @Override
  public long position() {
    return position;
  }

  /** Makes the file as long as its position: a hole at the end is not there until then. */
  void settle() throws IOException {
    if (fresh && channel.size() < position) {
      writeOnce(ByteBuffer.allocate(1), position - 1);
    }
  }

  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try (channel) {
        settle();
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
