// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Source;
import org.diskmill.testkit.DecoratedSource;

/** Fails when far more is read from a small file than there is in it: some loop has no end. */
final class MeteredSource extends DecoratedSource {
  private static final int CALLS = 200_000;
  private static final long BYTES = 256L << 20;

  private int calls;
  private long bytes;

  MeteredSource(Source source) {
    super(source);
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    int count = super.read(offset, dst);
    calls++;
    bytes += Math.max(count, 0);
    if (calls > CALLS || bytes > BYTES) {
      throw new AssertionError(calls + " reads of " + bytes + " bytes from a file of " + size());
    }
    return count;
  }
}
