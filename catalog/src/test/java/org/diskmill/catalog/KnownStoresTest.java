// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownStoresTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  @TempDir
  Path directory;

  @Test
  void whatIsRememberedIsThereAfterReopening() throws Exception {
    try (CatalogDatabase database = CatalogDatabase.open(directory)) {
      KnownStores stores = new KnownStores(database, CLOCK);
      assertThat(stores.identity("east")).isEmpty();
      stores.remember("east", "a");
      stores.remember("west", "b");
    }
    try (CatalogDatabase database = CatalogDatabase.open(directory)) {
      KnownStores stores = new KnownStores(database, CLOCK);
      assertThat(stores.identity("east")).contains("a");
      assertThat(stores.identity("west")).contains("b");
    }
  }

  @Test
  void theLastIdentityCountsUntilItIsForgotten() throws Exception {
    try (CatalogDatabase database = CatalogDatabase.open(directory)) {
      KnownStores stores = new KnownStores(database, CLOCK);
      stores.remember("east", "a");
      stores.remember("east", "x".repeat(1000));
      assertThat(stores.identity("east")).contains("x".repeat(1000));
      stores.forget("east");
      assertThat(stores.identity("east")).isEmpty();
    }
  }

  @Test
  void aFailureNamesTheStoreAndTheDatabase() throws Exception {
    CatalogDatabase database = CatalogDatabase.open(directory);
    database.close();
    KnownStores stores = new KnownStores(database, CLOCK);
    assertThatThrownBy(() -> stores.remember("east", "a"))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("store east")
        .hasMessageContaining(directory.toString());
  }
}
