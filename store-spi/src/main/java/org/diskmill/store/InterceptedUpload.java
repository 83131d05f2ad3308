// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.io.Digest;

/** An upload of an {@link InterceptedStore}. */
record InterceptedUpload(Upload inner, Interceptor interceptor) implements Upload {
  @Override
  public UploadToken token() {
    return inner.token();
  }

  @Override
  public PartReceipt put(int index, long at, ByteBuffer bytes, Digest digest) throws IOException {
    return interceptor.around(StoreCall.PUT, () -> inner.put(index, at, bytes.duplicate(), digest));
  }

  @Override
  public List<PartReceipt> received() throws IOException {
    return interceptor.around(StoreCall.RECEIVED, inner::received);
  }

  @Override
  public Staged stage(List<PartReceipt> parts) throws IOException {
    Staged staged = interceptor.around(StoreCall.STAGE, () -> inner.stage(parts));
    return new InterceptedStaged(staged, interceptor);
  }

  @Override
  public void abort() throws IOException {
    interceptor.aroundDeed(StoreCall.ABORT, inner::abort);
  }

  @Override
  public void close() throws IOException {
    interceptor.aroundDeed(StoreCall.CLOSE, inner::close);
  }
}
