// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diskmill.catalog.KnownStores;
import org.diskmill.store.OtherStoreException;
import org.diskmill.store.StoreException;

/**
 * Which store each id of the configuration leads to.
 *
 * <p>No two lead to the same one: a copy at the one would be taken for a copy at the other, and
 * deleting either would delete both. Addresses do not tell, since links and mounts lead to one
 * directory by many. And none leads to another store than before, unless that was accepted: below a
 * mount that is missing lies a directory where no image is, on a disk where none should be. Safe for
 * use by many threads.
 */
final class StoreIdentities {
  private final KnownStores known;
  private final Map<String, StoreEntry> claimed = new HashMap<>();

  /** With what was remembered of these stores. */
  StoreIdentities(KnownStores known, List<StoreEntry> stores) throws IOException {
    this.known = known;
    for (StoreEntry entry : stores) {
      known.identity(entry.id()).ifPresent(identity -> claimed.putIfAbsent(identity, entry));
    }
  }

  /** What a store was known by when it was used. */
  Optional<String> expected(StoreEntry entry) throws IOException {
    return known.identity(entry.id());
  }

  /**
   * Notes what an id leads to.
   *
   * @param found as the store says; one without is not compared with the others
   * @throws StoreException CONFLICT when another id leads there
   * @throws OtherStoreException when it is not what was expected
   */
  synchronized void claim(StoreEntry entry, Optional<String> found) throws IOException {
    Optional<String> expected = expected(entry);
    if (expected.isPresent() && !expected.equals(found)) {
      throw new OtherStoreException(entry.config().location().toString(), found, expected.get());
    }
    take(entry, found);
  }

  /** Remembers what a store is known by, before the first image that is to be found there again. */
  synchronized void remember(StoreEntry entry, Optional<String> identity) throws IOException {
    if (identity.isPresent() && expected(entry).isEmpty()) {
      known.remember(entry.id(), identity.get());
    }
  }

  /** Takes what was found for the store from now on. */
  synchronized void accept(StoreEntry entry, Optional<String> found) throws IOException {
    take(entry, found);
    claimed
        .entrySet()
        .removeIf(claim ->
            claim.getValue().id().equals(entry.id()) && !found.equals(Optional.of(claim.getKey())));
    if (found.isPresent()) {
      known.remember(entry.id(), found.get());
    } else {
      known.forget(entry.id());
    }
  }

  private void take(StoreEntry entry, Optional<String> found) throws StoreException {
    if (found.isEmpty()) {
      return;
    }
    StoreEntry first = claimed.putIfAbsent(found.get(), entry);
    if (first != null && !first.id().equals(entry.id())) {
      throw new StoreException(
          StoreException.Reason.CONFLICT,
          "store " + entry.id() + ": is the same store as " + first.id() + ": "
              + entry.config().location() + " and " + first.config().location() + " both lead to "
              + found.get() + ", expected a place of its own for each id; in a directory that was"
              + " copied from the other, delete .store-id");
    }
  }
}
