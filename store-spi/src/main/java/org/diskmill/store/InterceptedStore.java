// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.io.Source;

/**
 * A store whose every call, also on what it hands out, passes an {@link Interceptor}.
 *
 * <p>This is the one place that must know all calls, so that decorators cannot forget any. Closing
 * closes the store behind it. Safe for use by many threads.
 */
public class InterceptedStore implements Store {
  private final Store inner;
  private final Interceptor interceptor;

  /** A store in front of {@code inner}, which it closes. */
  public InterceptedStore(Store inner, Interceptor interceptor) {
    this.inner = inner;
    this.interceptor = interceptor;
  }

  @Override
  public final StoreTraits traits() {
    return inner.traits();
  }

  @Override
  public final Optional<String> identity() {
    return inner.identity();
  }

  @Override
  public final Optional<ObjectStat> stat(ObjectKey key) throws IOException {
    return interceptor.around(StoreCall.STAT, () -> inner.stat(key));
  }

  @Override
  public final Source open(ObjectStat stat) throws IOException {
    Source source = interceptor.around(StoreCall.OPEN, () -> inner.open(stat));
    return InterceptedSource.of(source, interceptor);
  }

  @Override
  public final Upload begin(ObjectKey key) throws IOException {
    Upload upload = interceptor.around(StoreCall.BEGIN, () -> inner.begin(key));
    return new InterceptedUpload(upload, interceptor);
  }

  @Override
  public final Upload resume(UploadToken token) throws IOException {
    Upload upload = interceptor.around(StoreCall.RESUME, () -> inner.resume(token));
    return new InterceptedUpload(upload, interceptor);
  }

  @Override
  public final void delete(ObjectKey key, Precondition when) throws IOException {
    interceptor.aroundDeed(StoreCall.DELETE, () -> inner.delete(key, when));
  }

  @Override
  public final Page list(Optional<ObjectKey> folder, Optional<ObjectKey> after) throws IOException {
    return interceptor.around(StoreCall.LIST, () -> inner.list(folder, after));
  }

  @Override
  public final Optional<UploadListing> uploads() {
    return inner.uploads().map(listing -> new InterceptedListing(listing, interceptor));
  }

  @Override
  public final void close() throws IOException {
    interceptor.aroundDeed(StoreCall.CLOSE, inner::close);
  }

  @Override
  public final String toString() {
    return inner.toString();
  }
}
