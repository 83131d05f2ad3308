// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diskmill.replication.ingest.setting.Settings;
import org.diskmill.store.StoreConfig;

/** The pairs of a configuration file, sorted out. */
final class ConfigPairs {
  private static final String STORE = "store.";

  private final String file;
  private final Map<String, Map<String, String>> stores = new TreeMap<>();
  private final Map<String, String> settings = new TreeMap<>();

  private ConfigPairs(String file) {
    this.file = file;
  }

  static ServiceConfig read(String file, Map<String, String> pairs, Path folder)
      throws IOException {
    ConfigPairs sorted = new ConfigPairs(file);
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      sorted.sort(pair.getKey(), pair.getValue().strip());
    }
    String data = sorted.settings.remove("data.dir");
    if (data == null || data.isEmpty()) {
      throw new IOException(file + ": has no data.dir");
    }
    List<StoreEntry> entries = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> store : sorted.stores.entrySet()) {
      entries.add(sorted.entry(store.getKey(), store.getValue()));
    }
    return new ServiceConfig(folder.resolve(data).normalize(), entries, sorted.settings);
  }

  private void sort(String key, String value) throws IOException {
    if (!key.startsWith(STORE)) {
      settings.put(key, value);
      return;
    }
    // An id may have dots, an option's name may not.
    int dot = key.lastIndexOf('.');
    if (dot <= STORE.length()) {
      throw new IOException(file + ": " + key + " is not store.ID.NAME");
    }
    stores
        .computeIfAbsent(key.substring(STORE.length(), dot), id -> new TreeMap<>())
        .put(key.substring(dot + 1), value);
  }

  private StoreEntry entry(String id, Map<String, String> values) throws IOException {
    String role = required(id, values, "role");
    if (!role.equals("central") && !role.equals("edge")) {
      throw new IOException(
          file + ": store." + id + ".role is " + role + ", expected central or edge");
    }
    String uri = required(id, values, "uri");
    Optional<String> upstream = Optional.ofNullable(values.remove("upstream"));
    String readOnlyName = file + ": " + STORE + id + ".read-only";
    boolean readOnly = Settings.flag(
        readOnlyName, Optional.ofNullable(values.remove("read-only")).orElse("false"));
    try {
      StoreConfig config = new StoreConfig(URI.create(uri), values, Map::of);
      return new StoreEntry(id, role.equals("central"), upstream, readOnly, config);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(file + ": store." + id + ".uri: " + malformed.getMessage(), malformed);
    }
  }

  private String required(String id, Map<String, String> values, String name) throws IOException {
    String value = values.remove(name);
    if (value == null || value.isEmpty()) {
      throw new IOException(file + ": has no store." + id + "." + name);
    }
    return value;
  }
}
