// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** Brings the tables of catalogue and ledger to the form that this version of the code expects. */
final class Schema {
  private Schema() {}

  /**
   * Adds what is missing.
   *
   * @param directory what messages call the database
   * @throws CatalogException when the tables are of a newer version, whose rules are not known here
   */
  static void bringUpToDate(Path directory, DataSource database) throws IOException {
    try {
      Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
          .loggers("slf4j")
          .dataSource(database)
          .locations("classpath:org/diskmill/catalog/migration")
          .load();
      requireKnown(directory, flyway.info());
      flyway.migrate();
    } catch (FlywayException failed) {
      throw new CatalogException("cannot prepare the tables: " + failed.getMessage(), failed);
    }
  }

  private static void requireKnown(Path directory, MigrationInfoService tables)
      throws CatalogException {
    Optional<MigrationInfo> newer = Arrays.stream(tables.applied())
        .filter(step -> step.getState().isApplied() && !step.getState().isResolved())
        .findFirst();
    if (newer.isPresent()) {
      throw new CatalogException(directory + ": the catalogue's tables are of version "
          + newer.get().getVersion() + ", which is newer than this library; use the one that wrote"
          + " them");
    }
  }
}
