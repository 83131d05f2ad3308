// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The catalogue in the embedded database. Closing it leaves the database open. */
public final class JdbcCatalog implements Catalog {
  private final CatalogDatabase database;
  private final Jdbi jdbi;
  private final InstantSource clock;

  public JdbcCatalog(CatalogDatabase database, InstantSource clock) {
    this.database = database;
    this.jdbi = Jdbi.create(database.dataSource());
    this.clock = clock;
  }

  @Override
  public ImageRecord create(String name, Map<String, String> properties) throws IOException {
    ImageEdit edit = ImageRecord.queued(UUID.randomUUID(), name, now()).edit();
    properties.forEach(edit::property);
    ImageRecord record = edit.done();
    return write(rows -> {
      rows.insert(record);
      return record;
    });
  }

  @Override
  public Optional<ImageRecord> find(UUID id) throws IOException {
    return read(rows -> rows.find(id, false));
  }

  @Override
  public List<ImageRecord> list() throws IOException {
    return read(ImageRows::all);
  }

  @Override
  public List<ImageRecord> named(String name) throws IOException {
    return read(rows -> rows.named(name));
  }

  @Override
  public ImageRecord update(ImageRecord changed) throws IOException {
    return write(rows -> {
      ImageRecord stored = rows.find(changed.id(), true)
          .orElseThrow(() ->
              new StaleRecordException("image " + changed.id() + ": is not in the catalogue"));
      ImageRecord accepted = Changes.accept(stored, changed, now());
      rows.replace(accepted);
      return accepted;
    });
  }

  @Override
  public void close() {}

  @FunctionalInterface
  private interface Work<T> {
    T with(ImageRows rows) throws CatalogException;
  }

  private <T> T read(Work<T> work) throws IOException {
    return translated(() -> jdbi.inTransaction(on(work)));
  }

  private <T> T write(Work<T> work) throws IOException {
    T result = translated(() -> jdbi.inTransaction(on(work)));
    database.force();
    return result;
  }

  private static <T> HandleCallback<T, CatalogException> on(Work<T> work) {
    return (Handle handle) -> work.with(new ImageRows(handle));
  }

  @FunctionalInterface
  private interface Query<T> {
    T run() throws CatalogException;
  }

  private <T> T translated(Query<T> query) throws CatalogException {
    try {
      return query.run();
    } catch (JdbiException failed) {
      throw CatalogException.of(database.toString(), failed);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
