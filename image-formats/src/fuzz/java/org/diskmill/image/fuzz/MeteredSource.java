// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Source;

/** Fails when far more is read from a small file than there is in it: some loop has no end. */
final class MeteredSource implements Source {
  private static final int CALLS = 200_000;
  private static final long BYTES = 256L << 20;

  private final Source source;
  private int calls;
  private long bytes;

  MeteredSource(Source source) {
    this.source = source;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    int count = source.read(offset, dst);
    calls++;
    bytes += Math.max(count, 0);
    if (calls > CALLS || bytes > BYTES) {
      throw new AssertionError(
          calls + " reads of " + bytes + " bytes from a file of " + source.size());
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  @Override
  public String toString() {
    return source.toString();
  }
}
