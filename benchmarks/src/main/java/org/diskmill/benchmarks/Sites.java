// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.diskmill.replication.ingest.ImageService;
import org.diskmill.replication.ingest.ImageServices;
import org.diskmill.replication.ingest.ServiceConfig;
import org.diskmill.replication.ingest.StoreEntry;
import org.diskmill.store.StoreConfig;

/** A centre and two edges, all directories under one that was not there before; gone when closed. */
final class Sites implements AutoCloseable {
  static final List<String> NAMES = List.of("central", "edge1", "edge2");

  private final Path home;

  Sites(Path home) throws IOException {
    this.home = Files.createDirectory(home);
  }

  /** The way to one of them. */
  StoreConfig store(String name) throws IOException {
    Path place = Files.createDirectories(home.resolve(name));
    return new StoreConfig(place.toUri(), Map.of(), Map::of);
  }

  /** A service over all of them. */
  ImageService service() throws IOException {
    List<StoreEntry> stores = new ArrayList<>();
    for (String name : NAMES) {
      boolean central = name.equals(NAMES.get(0));
      stores.add(new StoreEntry(name, central, Optional.empty(), false, store(name)));
    }
    ServiceConfig config = new ServiceConfig(home.resolve("data"), stores, Map.of());
    return ImageServices.open(config, Makers.plain(), List.of());
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
