// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Which file systems have no storage to write to, so that they cost no native call at all. */
final class StorageInMemory {
  private static final Set<String> KINDS = Set.of("hugetlbfs", "ramfs", "tmpfs");

  private StorageInMemory() {}

  static boolean holds(Path path) throws IOException {
    return KINDS.contains(Files.getFileStore(path).type());
  }
}
