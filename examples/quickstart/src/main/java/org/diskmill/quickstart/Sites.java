// SPDX-License-Identifier: Apache-2.0
package org.diskmill.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diskmill.image.Limits;
import org.diskmill.replication.ingest.ArtifactMaker;
import org.diskmill.replication.ingest.ServiceConfig;
import org.diskmill.replication.ingest.StoreEntry;
import org.diskmill.replication.ingest.image.ImageArtifacts;
import org.diskmill.replication.ingest.image.SignatureSettings;
import org.diskmill.store.StoreConfig;

/** A centre and two edges, each a directory, and the data directory beside them. */
record Sites(ServiceConfig config) {
  static Sites in(Path home) throws IOException {
    List<StoreEntry> stores = new ArrayList<>();
    for (String id : List.of("central", "edge1", "edge2")) {
      Path directory =
          Files.createDirectories(home.resolve(id)).toAbsolutePath().normalize();
      StoreConfig store = new StoreConfig(directory.toUri(), Map.of(), Map::of);
      stores.add(new StoreEntry(id, id.equals("central"), Optional.empty(), false, store));
    }
    return new Sites(new ServiceConfig(home.resolve("data"), stores, Map.of()));
  }

  /** Trusts whom the folder {@code trust} beside the image names, if there is one. */
  ArtifactMaker artifacts(Path image) throws IOException {
    Path trust = image.toAbsolutePath().resolveSibling("trust");
    Map<String, String> settings = new TreeMap<>();
    if (Files.isRegularFile(trust.resolve("anchors.pem"))) {
      settings.put("trust.anchors", trust.resolve("anchors.pem").toString());
      settings.put("trust.certificates", trust.toString());
    }
    return new ImageArtifacts(
        SignatureSettings.of(settings, trust, Clock.systemUTC()), Limits.defaults());
  }
}
