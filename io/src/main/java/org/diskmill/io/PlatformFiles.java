// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The file calls that were found on this platform. */
final class PlatformFiles {
  /** Looked up once: providers are stateless, and a lookup for each file would cost more than it. */
  private static final List<FileOps> PROVIDERS =
      ServiceLoader.load(FileOps.class, FileOps.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private PlatformFiles() {}

  static Optional<FileOps.HoleMap> holes(Path path) throws IOException {
    for (FileOps provider : PROVIDERS) {
      Optional<FileOps.HoleMap> holes = provider.holes(path);
      if (holes.isPresent()) {
        return holes;
      }
    }
    return Optional.empty();
  }
}
