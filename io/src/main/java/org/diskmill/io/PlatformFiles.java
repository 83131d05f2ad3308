// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The file calls that were found on this platform; the first provider that can, does. */
final class PlatformFiles implements FileOps {
  /** Looked up once: providers are stateless, and a lookup for each file would cost more than it. */
  private static final PlatformFiles FOUND =
      new PlatformFiles(ServiceLoader.load(FileOps.class, FileOps.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList());

  private final List<FileOps> providers;

  private PlatformFiles(List<FileOps> providers) {
    this.providers = providers;
  }

  static FileOps found() {
    return FOUND;
  }

  @Override
  public Optional<HoleMap> holes(Path path) throws IOException {
    return first(provider -> provider.holes(path));
  }

  @Override
  public Optional<Clearing> clearing(Path path) throws IOException {
    return first(provider -> provider.clearing(path));
  }

  @Override
  public Optional<Sharing> sharing(Path path) throws IOException {
    return first(provider -> provider.sharing(path));
  }

  @Override
  public Optional<WriteBack> writeBack(Path path) throws IOException {
    return first(provider -> provider.writeBack(path));
  }

  private <T> Optional<T> first(Asking<T> asking) throws IOException {
    for (FileOps provider : providers) {
      Optional<T> able = asking.of(provider);
      if (able.isPresent()) {
        return able;
      }
    }
    return Optional.empty();
  }

  /** Asks one provider. */
  private interface Asking<T> {
    Optional<T> of(FileOps provider) throws IOException;
  }
}
