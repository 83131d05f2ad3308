// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.diskmill.catalog.Catalog;
import org.diskmill.catalog.CatalogDatabase;
import org.diskmill.catalog.JdbcCatalog;
import org.diskmill.catalog.KnownStores;
import org.diskmill.replication.Attestor;
import org.diskmill.replication.ReplicationListener;
import org.diskmill.replication.Site;
import org.diskmill.replication.Topology;
import org.diskmill.replication.ingest.fetch.Fetching;
import org.diskmill.replication.ingest.fetch.UriPolicy;
import org.diskmill.replication.ledger.JdbcLedger;
import org.diskmill.replication.ledger.Ledger;
import org.diskmill.signing.ServiceIdentity;

/** Makes image services. */
public final class ImageServices {
  private ImageServices() {}

  /**
   * Opens the service that a configuration describes: its stores, its database and its key. The
   * caller closes it. A store that cannot be reached now does not keep it from opening.
   *
   * @param maker decides what is made of a stranger's bytes
   * @param listeners hear what happens while images are copied
   * @throws org.diskmill.catalog.DirectoryInUseException when another process has it open
   * @throws org.diskmill.replication.TopologyException when the stores make no topology
   * @throws IllegalArgumentException when a store's option is unknown or makes no sense
   * @throws org.diskmill.store.StoreException UNSUPPORTED when there is no such kind of store, CONFLICT
   *     when two ids lead to the same store
   */
  public static ImageService open(
      ServiceConfig config, ArtifactMaker maker, List<ReplicationListener> listeners)
      throws IOException {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(maker, "maker");
    Objects.requireNonNull(listeners, "listeners");
    Clock clock = Clock.systemUTC();
    Topology topology = config.topology();
    Operations operations = new Operations();
    Resources resources = new Resources();
    try {
      CatalogDatabase database = CatalogDatabase.open(config.dataDirectory());
      resources.add(database::close);
      Catalog catalog = new JdbcCatalog(database, clock);
      Ledger ledger = new JdbcLedger(database, clock);
      ServiceIdentity identity = identity(config.dataDirectory().resolve("keys"), catalog, clock);
      StoreIdentities identities =
          new StoreIdentities(new KnownStores(database, clock), config.stores());
      List<ConfiguredStore> stores = stores(config, topology, identities, resources);
      Workshop workshop = new Workshop(
          catalog,
          ledger,
          topology,
          stores.stream().map(ConfiguredStore::bound).toList(),
          new Attestor(identity, clock),
          heardBy(listeners, operations),
          helpers(resources));
      Fetching fetching =
          new Fetching(UriPolicy.of(config.settings()), config.dataDirectory().resolve("scratch"));
      fetching.sweep();
      return new EmbeddedImageService(workshop, stores, maker, fetching, operations, resources);
    } catch (IOException | RuntimeException | Error failed) {
      // A store's provider that cannot be loaded is an Error.
      closeAfter(failed, resources);
      throw failed;
    }
  }

  /** By another key than the one that signed what the catalogue knows, no copy would be believed. */
  private static ServiceIdentity identity(Path keys, Catalog catalog, Clock clock)
      throws IOException {
    if (Files.notExists(keys) && !catalog.list().isEmpty()) {
      throw new IOException(
          keys + ": is gone, with the key that signed the images in the catalogue;"
              + " put it back from a backup, or make it an empty directory to go on with another key,"
              + " by which none of their copies is believed");
    }
    return ServiceIdentity.inDirectory(keys, clock);
  }

  private static List<ReplicationListener> heardBy(
      List<ReplicationListener> listeners, Operations operations) {
    return listeners.stream()
        .<ReplicationListener>map(listener -> event -> operations.tell(() -> listener.heard(event)))
        .toList();
  }

  private static Executor helpers(Resources resources) {
    ExecutorService threads = Executors.newCachedThreadPool(work -> {
      Thread thread = new Thread(work, "diskmill-reading");
      thread.setDaemon(true);
      return thread;
    });
    resources.add(threads::shutdown);
    return threads;
  }

  /** Opens all that are there, in the order of the topology. */
  private static List<ConfiguredStore> stores(
      ServiceConfig config, Topology topology, StoreIdentities identities, Resources resources)
      throws IOException {
    List<ConfiguredStore> stores = new ArrayList<>();
    for (Site site : topology.sites()) {
      for (StoreEntry entry : config.stores()) {
        if (entry.id().equals(site.name())) {
          ConfiguredStore store = new ConfiguredStore(site, entry, identities);
          resources.add(store::close);
          store.start();
          stores.add(store);
        }
      }
    }
    return stores;
  }

  private static void closeAfter(Throwable failure, Resources resources) {
    try {
      resources.close();
    } catch (IOException | RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }
}
