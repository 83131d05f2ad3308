// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Source;

/** A source that cannot be read, nor closed without a failure. */
public final class Failing implements Source {
  private final long size;
  private final Throwable thrown;
  private boolean closed;

  private Failing(long size, Throwable thrown) {
    this.size = size;
    this.thrown = thrown;
  }

  /** One whose every reading throws that. */
  public static Failing reading(long size, Throwable thrown) {
    return new Failing(size, thrown);
  }

  /** Whether it was closed. */
  public boolean closed() {
    return closed;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    if (thrown instanceof IOException failure) {
      throw failure;
    }
    if (thrown instanceof RuntimeException failure) {
      throw failure;
    }
    throw (Error) thrown;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    throw new IOException("failed to close");
  }

  @Override
  public String toString() {
    return "failing";
  }
}
