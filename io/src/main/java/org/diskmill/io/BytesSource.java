// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes in memory. */
final class BytesSource implements Source {
  private final String name;
  private final ByteBuffer bytes;
  private volatile boolean closed;

  BytesSource(String name, ByteBuffer bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.limit();
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    if (closed) {
      throw new IOException(name + ": closed");
    }
    Ranges.requireOffset(offset);
    if (offset >= bytes.limit()) {
      return -1;
    }
    int at = (int) offset;
    int count = Math.min(dst.remaining(), bytes.limit() - at);
    dst.put(bytes.duplicate().position(at).limit(at + count));
    return count;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return name;
  }
}
