// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Source;

/**
 * Counts reads, bytes, and bytes that were read more than once.
 *
 * <p>Counts are what performance tests compare, since times depend on the machine. Safe for use by
 * many threads.
 */
public final class CountingSource extends DecoratedSource {
  private final CoveredRanges covered = new CoveredRanges();
  private long reads;
  private long bytes;
  private boolean closed;

  /** Counts what is read from {@code inner}, and closes it. */
  public CountingSource(Source inner) {
    super(inner);
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    int count = super.read(offset, dst);
    synchronized (this) {
      reads++;
      if (count > 0) {
        bytes += count;
        covered.add(offset, offset + count);
      }
    }
    return count;
  }

  /** How many reads there were. */
  public synchronized long reads() {
    return reads;
  }

  /** How many bytes were read, each as often as it was. */
  public synchronized long bytes() {
    return bytes;
  }

  /** How many bytes were read that had been read before. */
  public synchronized long bytesReadAgain() {
    return bytes - covered.length();
  }

  /** Whether it was closed. */
  public synchronized boolean closed() {
    return closed;
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
    }
    super.close();
  }
}
