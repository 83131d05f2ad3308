// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.Store;
import org.diskmill.store.tck.StoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FilesystemStoreTest extends StoreContract {
  @TempDir
  Path root;

  /** Small pages and frequent forcing, so that tests come to their ends. */
  FilesystemOptions options() {
    return new FilesystemOptions(false, 7, 2500, false);
  }

  @Override
  protected Store fresh() throws IOException {
    return FilesystemStore.open(root, options());
  }

  @Override
  protected Store again() throws IOException {
    return FilesystemStore.open(root, options());
  }

  @Override
  protected boolean plantForeign(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "not an object");
    return true;
  }

  @Override
  protected OptionalLong storedBytes(ObjectKey key) throws Exception {
    return DiskUsage.of(root.resolve(key.value()));
  }

  @AfterEach
  void stagingHoldsOnlyUploadsThatCanBeResumed() throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve(".staging"))) {
      folders
          .filter(Files::isDirectory)
          .forEach(folder -> Assertions.assertThat(folder.resolve("journal"))
              .satisfies(journal -> Assertions.assertThat(Journal.key(journal)).isPresent()));
    }
  }
}
