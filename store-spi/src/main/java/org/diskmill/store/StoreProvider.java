// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;

/**
 * Opens the stores of one URI scheme; found by {@link java.util.ServiceLoader}.
 *
 * <p>Safe for use by many threads.
 */
public interface StoreProvider {
  /** The scheme of the locations it opens, in lower case. */
  String scheme();

  /**
   * Opens a store. The caller closes it.
   *
   * <p>Options are looked at before anything is reached for, so that a mistake in them shows also
   * while the store is away. After a failure nothing is open, and the call can be repeated. Where the
   * configuration says which store is expected, and the provider's stores have identities, another
   * one is refused before anything is changed there, and none is made.
   *
   * @throws IllegalArgumentException when an option is unknown or makes no sense
   * @throws StoreException UNREACHABLE when the store is not there now; an {@link
   *     OtherStoreException} when another one is
   */
  Store open(StoreConfig config) throws IOException;
}
