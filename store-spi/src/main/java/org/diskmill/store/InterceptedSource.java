// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.ReadHints;
import org.diskmill.io.Source;
import org.diskmill.io.SparseSource;

/** An open object of an {@link InterceptedStore}. */
class InterceptedSource implements Source {
  private final Source inner;
  private final Interceptor interceptor;

  private InterceptedSource(Source inner, Interceptor interceptor) {
    this.inner = inner;
    this.interceptor = interceptor;
  }

  static Source of(Source inner, Interceptor interceptor) {
    return inner instanceof SparseSource sparse
        ? new Sparse(sparse, interceptor)
        : new InterceptedSource(inner, interceptor);
  }

  @Override
  public long size() {
    return inner.size();
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    int start = dst.position();
    return interceptor.around(StoreCall.READ, () -> {
      // A try that failed may have put some bytes already.
      dst.position(start);
      return inner.read(offset, dst);
    });
  }

  @Override
  public ReadHints hints() {
    return inner.hints();
  }

  @Override
  public void close() throws IOException {
    interceptor.aroundDeed(StoreCall.CLOSE, inner::close);
  }

  @Override
  public String toString() {
    return inner.toString();
  }

  /** One that knows its holes. */
  private static final class Sparse extends InterceptedSource implements SparseSource {
    private final SparseSource inner;
    private final Interceptor interceptor;

    Sparse(SparseSource inner, Interceptor interceptor) {
      super(inner, interceptor);
      this.inner = inner;
      this.interceptor = interceptor;
    }

    @Override
    public Run runAt(long offset, long limit) throws IOException {
      return interceptor.around(StoreCall.READ, () -> inner.runAt(offset, limit));
    }
  }
}
