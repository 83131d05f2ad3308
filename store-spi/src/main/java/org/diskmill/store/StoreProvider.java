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
   * @throws IllegalArgumentException when an option is unknown or makes no sense
   */
  Store open(StoreConfig config) throws IOException;
}
