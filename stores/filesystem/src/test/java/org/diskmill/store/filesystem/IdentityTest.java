// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.store.Store;
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

  private static Optional<String> identity(Path directory) throws IOException {
    try (Store store = FilesystemStore.open(directory)) {
      return store.identity();
    }
  }
}
