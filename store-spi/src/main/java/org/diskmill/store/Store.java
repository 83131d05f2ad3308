// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.io.Source;

/**
 * Objects by key. A key shows nothing, or the whole of one version; never a part.
 *
 * <p>Failures are {@link StoreException}s. Nothing here is tried twice: who wants that wraps the
 * store in a {@code RetryingStore}. Closing releases connections and changes no object; uploads that
 * were begun stay as they are. Safe for use by many threads.
 */
public interface Store extends AutoCloseable {
  /** What this store can do, and the sizes it takes. The same answer each time. */
  StoreTraits traits();

  /**
   * What tells this store from every other, wherever it lies and whatever it is called: the same for
   * all who open it, also later and from elsewhere, and never that of another. So a caller can notice
   * that two names lead to one store, and that a store is no longer the one that it was. Empty if
   * this store has no such thing, or does not outlive its process. The same answer each time.
   */
  default Optional<String> identity() {
    return Optional.empty();
  }

  /** The object of that name, if one is to be seen. */
  Optional<ObjectStat> stat(ObjectKey key) throws IOException;

  /**
   * Opens exactly that version. The caller closes it.
   *
   * @throws StoreException GONE when that version is no longer there
   */
  Source open(ObjectStat stat) throws IOException;

  /** Begins an object that nobody sees until it is published. The caller closes the upload. */
  Upload begin(ObjectKey key) throws IOException;

  /**
   * Goes on with an upload that was begun earlier, perhaps by another process. The caller closes it.
   *
   * @throws StoreException GONE when there is no such upload: it was published, aborted or swept;
   *     BUSY when the store can tell that somebody else is at work on it
   */
  Upload resume(UploadToken token) throws IOException;

  /**
   * Removes an object. Deleting nothing succeeds, whatever version was asked for.
   *
   * @throws StoreException CONFLICT when the precondition does not hold
   */
  void delete(ObjectKey key, Precondition when) throws IOException;

  /**
   * Lists objects in the order of their keys, some at a time. An object that is there during the
   * whole listing is listed exactly once, whatever comes and goes beside it.
   *
   * @param folder what the keys must lie under; empty for all
   * @param after where to go on: keys greater than this one; from a page's {@link Page#next}
   */
  Page list(Optional<ObjectKey> folder, Optional<ObjectKey> after) throws IOException;

  /** The uploads that were begun and not ended, if this store can tell. */
  default Optional<UploadListing> uploads() {
    return Optional.empty();
  }

  @Override
  void close() throws IOException;
}
