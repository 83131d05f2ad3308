// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.util.Optional;

/**
 * At a store's place is another store, or none. UNREACHABLE, since it may come back: most often
 * something is not mounted, and what was found lies below it.
 */
public final class OtherStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param place where it was looked for
   * @param found the {@link Store#identity} of what is there, if it has one
   * @param expected the identity of what should be there
   */
  public OtherStoreException(String place, Optional<String> found, String expected) {
    super(
        Reason.UNREACHABLE,
        place + ": " + found.map(other -> "holds store " + other).orElse("holds no store")
            + ", expected store " + expected + "; is a mount missing?");
  }
}
