// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What a sweeper needs: uploads that nobody finished, and a way to be rid of them.
 *
 * <p>Safe for use by many threads.
 */
public interface UploadListing {
  /** All uploads that were begun and not ended, in no order. */
  List<Pending> pending() throws IOException;

  /**
   * Throws an upload away without opening it. Abandoning what is not there succeeds.
   *
   * @throws StoreException BUSY when the store can tell that somebody is at work on it
   */
  void abandon(UploadToken token) throws IOException;

  /**
   * An upload that was begun and not ended.
   *
   * @param token what finds it
   * @param touched when something last arrived, by the store's clock
   */
  record Pending(UploadToken token, Instant touched) {}
}
