// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.util.List;

/** The uploads of an {@link InterceptedStore}. */
record InterceptedListing(UploadListing inner, Interceptor interceptor) implements UploadListing {
  @Override
  public List<Pending> pending() throws IOException {
    return interceptor.around(StoreCall.PENDING, inner::pending);
  }

  @Override
  public void abandon(UploadToken token) throws IOException {
    interceptor.aroundDeed(StoreCall.ABANDON, () -> inner.abandon(token));
  }
}
