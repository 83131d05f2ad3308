// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.diskmill.replication.Topology;
import org.diskmill.replication.TopologyException;

/**
 * What an image service needs to know.
 *
 * @param dataDirectory holds catalogue, ledger, keys and scratch; made if it is not there
 * @param stores in the order of their ids
 * @param settings everything else, such as {@code signing.required}, for whoever knows it
 */
public record ServiceConfig(
    Path dataDirectory, List<StoreEntry> stores, Map<String, String> settings) {
  public ServiceConfig {
    Objects.requireNonNull(dataDirectory, "dataDirectory");
    Objects.requireNonNull(stores, "stores");
    Objects.requireNonNull(settings, "settings");
    stores = List.copyOf(stores);
    settings = Map.copyOf(settings);
  }

  /**
   * Reads a properties file: {@code data.dir}, and for each store {@code store.ID.uri}, {@code
   * store.ID.role} ({@code central} or {@code edge}), if wanted {@code store.ID.upstream} and {@code
   * store.ID.read-only}, and further {@code store.ID.…}, which are the store's own options. Relative
   * paths start at the file's folder.
   */
  public static ServiceConfig read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(file + ": " + malformed.getMessage(), malformed);
    }
    Map<String, String> pairs = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> pairs.put(key, properties.getProperty(key)));
    Path folder = file.toAbsolutePath().getParent();
    return ConfigPairs.read(file.toString(), pairs, folder == null ? Path.of("") : folder);
  }

  /** The sites that the stores are. */
  public Topology topology() throws TopologyException {
    Topology.Builder builder = Topology.builder();
    for (StoreEntry store : stores) {
      if (store.central()) {
        builder.central(store.id());
      } else if (store.upstream().isPresent()) {
        builder.edge(store.id(), store.upstream().get());
      } else {
        builder.edge(store.id());
      }
      if (store.readOnly()) {
        builder.readOnly(store.id());
      }
    }
    return builder.build();
  }
}
