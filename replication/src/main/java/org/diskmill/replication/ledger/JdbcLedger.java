// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.diskmill.catalog.CatalogDatabase;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in the embedded database. Closing it leaves the database open.
 *
 * <p>Forcing the file to storage costs far more than a line, so lines that arrive while it is being
 * forced are written together and forced once. Each caller still waits until its own line is safe.
 */
public final class JdbcLedger implements Ledger {
  private static final String INSERT =
      "INSERT INTO ledger (image, written, kind, detail) VALUES (:image, :written, :kind, :detail)";
  private static final String SELECT =
      "SELECT line, written, kind, detail FROM ledger WHERE image = :image ORDER BY line";

  private final CatalogDatabase database;
  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Object writing = new Object();
  private List<Waiting> waiting = new ArrayList<>();

  public JdbcLedger(CatalogDatabase database, InstantSource clock) {
    this.database = database;
    this.jdbi = Jdbi.create(database.dataSource());
    this.clock = clock;
  }

  @Override
  public LedgerLine append(UUID image, LedgerEntry entry) throws IOException {
    Waiting mine = new Waiting(image, entry, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    synchronized (this) {
      waiting.add(mine);
    }
    synchronized (writing) {
      // Whoever held the lock before may have written this line with its own.
      if (!mine.done()) {
        writeAll(take());
      }
    }
    return mine.line();
  }

  @Override
  public List<LedgerLine> lines(UUID image) throws IOException {
    List<LedgerLine> lines = new ArrayList<>();
    for (Row row : rows(image)) {
      lines.add(line(image, row));
    }
    return lines;
  }

  private List<Row> rows(UUID image) throws LedgerException {
    try {
      return jdbi.withHandle(handle -> {
        try (Query query = handle.createQuery(SELECT)) {
          return query.bind("image", image).map((row, context) -> Row.read(row)).list();
        }
      });
    } catch (JdbiException failed) {
      throw new LedgerException(
          database + ": ledger of " + image + ": " + failed.getMessage(), failed);
    }
  }

  @Override
  public void close() {}

  private synchronized List<Waiting> take() {
    List<Waiting> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  private void writeAll(List<Waiting> batch) {
    try {
      jdbi.useTransaction(handle -> {
        for (Waiting line : batch) {
          line.number = insert(handle, line);
        }
      });
      database.force();
      batch.forEach(line -> line.written = true);
    } catch (JdbiException | IOException failed) {
      LedgerException failure = new LedgerException(
          database + ": cannot write the ledger: " + failed.getMessage(), failed);
      batch.forEach(line -> line.failure = failure);
    }
  }

  private static long insert(Handle handle, Waiting line) {
    try (Update insert = handle.createUpdate(INSERT)) {
      return insert
          .bind("image", line.image)
          .bind("written", line.at.atOffset(ZoneOffset.UTC))
          .bind("kind", EntryText.kind(line.entry))
          .bind("detail", EntryText.detail(line.entry))
          .executeAndReturnGeneratedKeys("line")
          .mapTo(Long.class)
          .one();
    }
  }

  private LedgerLine line(UUID image, Row row) throws UnreadableLineException {
    try {
      LedgerEntry entry = EntryText.entry(row.kind, row.detail);
      return new LedgerLine(row.number, image, row.written, entry);
    } catch (IllegalArgumentException unreadable) {
      throw new UnreadableLineException(
          database + ": ledger: line " + row.number + " of image " + image + ": "
              + unreadable.getMessage() + "; without it the image can only be deleted",
          unreadable);
    }
  }

  /** A line as it is stored, whatever it says. */
  private record Row(long number, Instant written, String kind, String detail) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getLong("line"),
          row.getObject("written", OffsetDateTime.class).toInstant(),
          row.getString("kind"),
          row.getString("detail"));
    }
  }

  /** A line on its way. Its result is set and read under the lock of writers. */
  private static final class Waiting {
    private final UUID image;
    private final LedgerEntry entry;
    private final Instant at;
    private long number;
    private boolean written;
    private @Nullable LedgerException failure;

    Waiting(UUID image, LedgerEntry entry, Instant at) {
      this.image = image;
      this.entry = entry;
      this.at = at;
    }

    boolean done() {
      return written || failure != null;
    }

    LedgerLine line() throws LedgerException {
      if (failure != null) {
        throw failure;
      }
      return new LedgerLine(number, image, at, entry);
    }
  }
}
