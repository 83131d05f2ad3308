// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import org.diskmill.io.Source;

/** A staged object of an {@link InterceptedStore}. */
record InterceptedStaged(Staged inner, Interceptor interceptor) implements Staged {
  @Override
  public ObjectKey key() {
    return inner.key();
  }

  @Override
  public Source open() throws IOException {
    Source source = interceptor.around(StoreCall.OPEN_STAGED, inner::open);
    return InterceptedSource.of(source, interceptor);
  }

  @Override
  public ObjectStat publish(Precondition when) throws IOException {
    return interceptor.around(StoreCall.PUBLISH, () -> inner.publish(when));
  }

  @Override
  public void discard() throws IOException {
    interceptor.aroundDeed(StoreCall.DISCARD, inner::discard);
  }
}
