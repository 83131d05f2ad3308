// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.diskmill.store.OtherStoreException;
import org.diskmill.store.Store;
import org.diskmill.store.StoreConfig;
import org.diskmill.store.StoreException;
import org.diskmill.store.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells one directory's store from another's. */
class IdentityTest {
  @TempDir
  Path folder;

  private Path root;

  @BeforeEach
  void place() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
  }

  @Test
  void everyDirectoryHasItsOwn() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThat(identity(root)).isPresent().isNotEqualTo(identity(other));
  }

  @Test
  void itIsTheStoresAndNotThePaths() throws IOException {
    Optional<String> identity = identity(root);
    Path link = Files.createSymbolicLink(folder.resolve("link"), root);
    assertThat(identity(link)).isEqualTo(identity);
    Path moved = Files.move(root, folder.resolve("moved"));
    assertThat(identity(moved)).isEqualTo(identity);
  }

  @Test
  void onlyTheOneThatIsExpectedIsOpened() throws IOException {
    String identity = identity(root).orElseThrow();
    StoreConfig expecting = StoreConfig.of(root.toUri()).expecting(identity);
    try (Store store = Stores.open(expecting)) {
      assertThat(store.identity()).contains(identity);
    }
    Files.move(root, folder.resolve("away"));
    Files.createDirectory(root);
    assertThatThrownBy(() -> Stores.open(expecting))
        .isInstanceOf(OtherStoreException.class)
        .hasMessageContaining("holds no store")
        .hasMessageContaining(identity);
    assertThat(root).isEmptyDirectory();
    String other = identity(root).orElseThrow();
    assertThatThrownBy(() -> Stores.open(expecting))
        .isInstanceOf(OtherStoreException.class)
        .hasMessageContaining(other)
        .hasMessageContaining(identity);
  }

  @Test
  void theOneThatIsExpectedIsNotMadeWhereItIsMissing() {
    Path missing = folder.resolve("missing");
    StoreConfig config =
        new StoreConfig(missing.toUri(), Map.of("create", "true"), Map::of).expecting("known");
    assertThatThrownBy(() -> Stores.open(config))
        .isInstanceOfSatisfying(
            StoreException.class,
            failed -> assertThat(failed.reason()).isEqualTo(StoreException.Reason.UNREACHABLE));
    assertThat(missing).doesNotExist();
  }

  private static Optional<String> identity(Path directory) throws IOException {
    try (Store store = FilesystemStore.open(directory)) {
      return store.identity();
    }
  }
}
