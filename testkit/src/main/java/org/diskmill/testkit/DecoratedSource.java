// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.ReadHints;
import org.diskmill.io.Source;

/** Passes everything on; what a decorator changes, it overrides. */
public abstract class DecoratedSource implements Source {
  private final Source inner;

  /** Passes on to {@code inner}, and closes it when it is closed. */
  protected DecoratedSource(Source inner) {
    this.inner = inner;
  }

  @Override
  public long size() {
    return inner.size();
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    return inner.read(offset, dst);
  }

  @Override
  public ReadHints hints() {
    return inner.hints();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }

  @Override
  public String toString() {
    return inner.toString();
  }
}
