// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.io.SparseSource;

/** Bytes of which every other block is a hole that nobody may read. */
final class HoleySource implements SparseSource {
  private final int blockBytes;
  private final Source bytes;

  /** All of {@code disk} whose block number is even; the rest must be zeros. */
  HoleySource(byte[] disk, int blockBytes) {
    this.blockBytes = blockBytes;
    this.bytes = Sources.bytes("holey", ByteBuffer.wrap(disk));
  }

  @Override
  public Run runAt(long offset, long limit) {
    long block = offset / blockBytes;
    long length = Math.min(blockBytes, bytes.size() - block * blockBytes);
    return new Run(block * blockBytes, length, block % 2 == 1);
  }

  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    long end = Math.min(offset + dst.remaining(), bytes.size());
    for (long at = offset; at < end; at = runAt(at, end).end()) {
      if (runAt(at, end).hole()) {
        fail("the hole at " + at + " was read");
      }
    }
    return bytes.read(offset, dst);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
