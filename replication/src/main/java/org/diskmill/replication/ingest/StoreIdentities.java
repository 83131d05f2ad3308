// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.diskmill.store.StoreException;

/**
 * Which store each id of the configuration leads to, and that no two lead to the same one: a copy at
 * the one would be taken for a copy at the other, and deleting either would delete both. Addresses do
 * not tell, since links and mounts lead to one directory by many. Safe for use by many threads.
 */
final class StoreIdentities {
  private final Map<String, StoreEntry> claimed = new HashMap<>();

  /**
   * Notes what an id leads to.
   *
   * @param identity as the store says; one without is not compared
   * @throws StoreException CONFLICT when another id leads there
   */
  synchronized void claim(StoreEntry entry, Optional<String> identity) throws StoreException {
    if (identity.isEmpty()) {
      return;
    }
    StoreEntry first = claimed.putIfAbsent(identity.get(), entry);
    if (first != null && !first.id().equals(entry.id())) {
      throw new StoreException(
          StoreException.Reason.CONFLICT,
          "store " + entry.id() + ": is the same store as " + first.id() + ": "
              + entry.config().location() + " and " + first.config().location() + " both lead to "
              + identity.get() + ", expected a place of its own for each id; in a directory that"
              + " was copied from the other, delete .store-id");
    }
  }
}
