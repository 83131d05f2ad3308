// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.diskmill.store.Capability;
import org.diskmill.store.Store;
import org.diskmill.store.StoreConfig;
import org.diskmill.store.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemStoreProviderTest {
  @TempDir
  Path folder;

  @Test
  void theProviderIsFoundByItsSchemeAndTakesItsOptions() throws IOException {
    Path root = folder.resolve("new");
    try (Store store = Stores.open(config(Map.of("create", "true", "page-objects", "5")))) {
      assertThat(store).isInstanceOf(FilesystemStore.class);
      assertThat(root).isDirectory();
    }
  }

  @Test
  void partsAreCheckedOnArrivalWhereThatIsAskedFor() throws IOException {
    try (Store plain = Stores.open(config(Map.of("create", "true")))) {
      assertThat(plain.traits().has(Capability.CHECKED_PARTS)).isFalse();
    }
    try (Store checking = Stores.open(config(Map.of("check-parts", "true")))) {
      assertThat(checking.traits().has(Capability.CHECKED_PARTS)).isTrue();
    }
  }

  @Test
  void optionsThatMakeNoSenseAreNamed() {
    for (Map<String, String> options : List.of(
        Map.of("creat", "true"),
        Map.of("create", "yes"),
        Map.of("page-objects", "many"),
        Map.of("page-objects", "0", "create", "true"))) {
      assertThatThrownBy(() -> Stores.open(config(options)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("(?s).*(creat|page-objects|pageObjects).*");
    }
    assertThat(folder.resolve("new")).doesNotExist();
  }

  private StoreConfig config(Map<String, String> options) {
    return new StoreConfig(folder.resolve("new").toUri(), options, Map::of);
  }
}
