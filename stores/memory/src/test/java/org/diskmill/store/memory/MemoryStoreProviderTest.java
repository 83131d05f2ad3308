// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.diskmill.store.Store;
import org.diskmill.store.StoreConfig;
import org.diskmill.store.StoreException;
import org.diskmill.store.Stores;
import org.junit.jupiter.api.Test;

class MemoryStoreProviderTest {
  @Test
  void theProviderIsFoundByItsScheme() throws IOException {
    try (Store store = Stores.open(StoreConfig.of(URI.create("memory:any")))) {
      assertThat(store).isInstanceOf(MemoryStore.class);
    }
  }

  @Test
  void anUnknownOptionIsNamed() {
    StoreConfig config = new StoreConfig(URI.create("memory:any"), Map.of("sise", "1"), Map::of);
    assertThatThrownBy(() -> Stores.open(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sise");
  }

  @Test
  void aSchemeThatNobodyKnowsIsUnsupported() {
    assertThatThrownBy(() -> Stores.open(StoreConfig.of(URI.create("gopher://x/"))))
        .isInstanceOfSatisfying(
            StoreException.class,
            failed -> assertThat(failed.reason()).isEqualTo(StoreException.Reason.UNSUPPORTED))
        .hasMessageContaining("gopher")
        .hasMessageContaining("memory");
  }
}
