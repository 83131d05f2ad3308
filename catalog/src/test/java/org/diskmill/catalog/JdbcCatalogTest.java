// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcCatalogTest extends CatalogContract {
  @TempDir
  Path directory;

  private CatalogDatabase database;
  private Catalog catalog;

  @BeforeEach
  void open() throws IOException {
    database = CatalogDatabase.open(directory.resolve("data"));
    catalog = new JdbcCatalog(database, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() throws IOException {
    database.close();
  }

  @Override
  Catalog catalog() {
    return catalog;
  }

  @Test
  void recordsAreThereAfterReopening() throws IOException {
    ImageRecord created = catalog.create("kept", Map.of("k", "v"));
    close();
    open();

    assertThat(catalog.find(created.id())).contains(created);
  }
}
