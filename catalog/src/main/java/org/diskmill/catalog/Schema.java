// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.io.IOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of catalogue and ledger to the form that this version of the code expects. */
final class Schema {
  private Schema() {}

  static void bringUpToDate(DataSource database) throws IOException {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .loggers("slf4j")
          .dataSource(database)
          .locations("classpath:org/diskmill/catalog/migration")
          .load()
          .migrate();
    } catch (FlywayException failed) {
      throw new CatalogException("cannot prepare the tables: " + failed.getMessage(), failed);
    }
  }
}
