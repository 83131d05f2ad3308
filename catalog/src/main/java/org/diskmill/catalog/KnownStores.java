// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/**
 * What the stores that were used are known by, in the embedded database: so that a service can tell,
 * also after a restart, whether it finds the one that its records speak of.
 *
 * <p>What a method changed is on disk when it returns. Safe for use by many threads.
 */
public final class KnownStores {
  private final CatalogDatabase database;
  private final Jdbi jdbi;
  private final InstantSource clock;

  public KnownStores(CatalogDatabase database, InstantSource clock) {
    this.database = database;
    this.jdbi = Jdbi.create(database.dataSource());
    this.clock = clock;
  }

  /** What the store of that id was known by when it was remembered last. */
  public Optional<String> identity(String store) throws IOException {
    try {
      return jdbi.withHandle(handle -> {
        try (Query query = handle.createQuery("SELECT identity FROM stores WHERE id = :id")) {
          return query.bind("id", store).mapTo(String.class).findOne();
        }
      });
    } catch (JdbiException failed) {
      throw failure(store, failed);
    }
  }

  /** Remembers what the store of that id is known by from now on. */
  public void remember(String store, String identity) throws IOException {
    change(store, Optional.of(identity));
  }

  /** Forgets what the store of that id was known by, so that it may be any. */
  public void forget(String store) throws IOException {
    change(store, Optional.empty());
  }

  private void change(String store, Optional<String> identity) throws IOException {
    try {
      jdbi.useTransaction(handle -> {
        handle.execute("DELETE FROM stores WHERE id = ?", store);
        if (identity.isEmpty()) {
          return;
        }
        handle.execute(
            "INSERT INTO stores (id, identity, since) VALUES (?, ?, ?)",
            store,
            identity.get(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC));
      });
    } catch (JdbiException failed) {
      throw failure(store, failed);
    }
    database.force();
  }

  private CatalogException failure(String store, JdbiException failed) {
    return CatalogException.of(database + ": store " + store, failed);
  }
}
