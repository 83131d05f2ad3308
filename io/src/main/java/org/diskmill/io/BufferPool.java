// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Direct buffers of one size, given out and taken back.
 *
 * <p>It never blocks: when none is at hand it makes one. So whoever bounds the work in flight bounds
 * the memory. Safe for use by many threads.
 */
public final class BufferPool {
  private final int bytes;
  private final Reused<ByteBuffer> buffers = new Reused<>(this::make);
  private final AtomicInteger made = new AtomicInteger();

  /** A pool of buffers of {@code bytes} bytes each. */
  public BufferPool(int bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("bytes: " + bytes + " is not positive");
    }
    this.bytes = bytes;
  }

  /** A cleared buffer. */
  public ByteBuffer take() {
    return buffers.take().clear();
  }

  /** Takes back what {@link #take} gave, itself and not a view of it. */
  public void give(ByteBuffer buffer) {
    if (buffer.capacity() != bytes || !buffer.isDirect()) {
      throw new IllegalArgumentException("buffer: not one of this pool's");
    }
    buffers.give(buffer);
  }

  private ByteBuffer make() {
    made.incrementAndGet();
    return ByteBuffer.allocateDirect(bytes);
  }

  /** How many buffers were ever made: the high-water mark of those in use at once. */
  public int made() {
    return made.get();
  }

  /** The size of each buffer in bytes. */
  public int bufferBytes() {
    return bytes;
  }
}
