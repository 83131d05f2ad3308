// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import org.diskmill.io.Source;

/**
 * An object that is whole but not yet visible.
 *
 * <p>Holds nothing open: one that is forgotten is found again by {@link Store#resume} and {@link
 * Upload#stage}. Used by one thread at a time.
 */
public interface Staged {
  /** What it will be called. */
  ObjectKey key();

  /**
   * Opens it, to check before showing. The caller closes it.
   *
   * @throws StoreException UNSUPPORTED when the store does not have {@link Capability#STAGING}
   */
  Source open() throws IOException;

  /**
   * Shows the object under its key, all at once, replacing what the precondition allows. When this
   * returns, the object would survive a crash and the upload has ended.
   *
   * <p>Can be repeated after a failure; a store knows its own success again and answers with it.
   *
   * @throws StoreException CONFLICT when the precondition does not hold; the object stays staged
   */
  ObjectStat publish(Precondition when) throws IOException;

  /** Throws the object away. Discarding twice is fine; what was published stays. */
  void discard() throws IOException;
}
