// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.diskmill.io.Source;
import org.diskmill.replication.BoundStore;
import org.diskmill.replication.Site;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.OtherStoreException;
import org.diskmill.store.Page;
import org.diskmill.store.Precondition;
import org.diskmill.store.Store;
import org.diskmill.store.StoreConfig;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.StoreTraits;
import org.diskmill.store.Stores;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadListing;
import org.diskmill.store.UploadToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store of the configuration: opened when the service starts if it is there, and otherwise by the
 * first call that finds it.
 *
 * <p>A store that is away, for want of a mount or of a network, is a failure of what touches it and
 * of nothing else: the images in other stores are as good as before. So whoever calls it meanwhile
 * gets a failure with its id, and each call tries again, since nobody tells us when it is back.
 * Opening is where a store repairs what a crash left, so nothing else can come before that. Safe for
 * use by many threads.
 */
final class ConfiguredStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredStore.class);

  /**
   * Those of a store that was never reached. It is planned for as if it could do everything, and fails
   * by itself; whoever reaches it gets its own. A plan for a store of which nothing may be expected
   * would be refused, for a reason that is not the true one.
   */
  private static final StoreTraits EXPECTED = new StoreTraits(
      EnumSet.allOf(Capability.class), Long.MAX_VALUE, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** Nothing is expected under it: asking for it shows whether the store answers. */
  private static final ObjectKey ANY = new ObjectKey("any");

  private final Site site;
  private final StoreEntry entry;
  private final StoreIdentities identities;
  private volatile @Nullable Store reached;
  private volatile boolean remembered;

  ConfiguredStore(Site site, StoreEntry entry, StoreIdentities identities) {
    this.site = site;
    this.entry = entry;
    this.identities = identities;
  }

  /**
   * Opens the store if it is there.
   *
   * @throws IllegalArgumentException when an option is unknown or makes no sense
   * @throws StoreException UNSUPPORTED when there is no such kind of store, CONFLICT when it is
   *     another id's
   */
  void start() throws IOException {
    try {
      Store unused = reach();
    } catch (StoreException failed) {
      if (failed.reason() == Reason.UNSUPPORTED || failed.reason() == Reason.CONFLICT) {
        throw failed;
      }
      LOG.warn("{}", failed.getMessage());
    }
  }

  Site site() {
    return site;
  }

  /** At its place. */
  BoundStore bound() {
    return new BoundStore(site, this, entry.config().location());
  }

  /** Takes what is at the store's place now for the store; see {@link ImageService#acceptStore}. */
  synchronized void accept() throws IOException {
    Store before = reached;
    if (before != null && isThere(before)) {
      identities.accept(entry, before.identity());
      return;
    }
    Store now = opened(entry.config());
    try {
      identities.accept(entry, now.identity());
    } catch (IOException | RuntimeException refused) {
      now.close();
      throw refused;
    }
    reached = now;
    if (before != null) {
      before.close();
    }
  }

  /** Of two stores on one directory, one would take the other's locks: see there. */
  private static boolean isThere(Store store) {
    try {
      Optional<ObjectStat> unused = store.stat(ANY);
      return true;
    } catch (IOException away) {
      return false;
    }
  }

  @Override
  public StoreTraits traits() {
    Store store = reached;
    return store == null ? EXPECTED : store.traits();
  }

  @Override
  public Optional<String> identity() {
    Store store = reached;
    return store == null ? Optional.empty() : store.identity();
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) throws IOException {
    return reach().stat(key);
  }

  @Override
  public Source open(ObjectStat stat) throws IOException {
    return used().open(stat);
  }

  @Override
  public Upload begin(ObjectKey key) throws IOException {
    return used().begin(key);
  }

  @Override
  public Upload resume(UploadToken token) throws IOException {
    return used().resume(token);
  }

  @Override
  public void delete(ObjectKey key, Precondition when) throws IOException {
    reach().delete(key, when);
  }

  @Override
  public Page list(Optional<ObjectKey> folder, Optional<ObjectKey> after) throws IOException {
    return reach().list(folder, after);
  }

  @Override
  public Optional<UploadListing> uploads() {
    Store store = reached;
    return store == null ? Optional.of(new Later()) : store.uploads();
  }

  @Override
  public void close() throws IOException {
    Store store = reached;
    if (store != null) {
      store.close();
    }
  }

  @Override
  public String toString() {
    return "store " + entry.id();
  }

  private Store reach() throws IOException {
    Store store = reached;
    return store == null ? openOnce() : store;
  }

  /**
   * Reaches the store for an image that is there or is going there: from then on it must be the same
   * store. Asking what it has, and finding nothing, says nothing about it.
   */
  private Store used() throws IOException {
    Store store = reach();
    if (!remembered) {
      identities.remember(entry, store.identity());
      remembered = true;
    }
    return store;
  }

  private synchronized Store openOnce() throws IOException {
    Store store = reached;
    if (store == null) {
      store =
          opened(identities.expected(entry).map(entry.config()::expecting).orElse(entry.config()));
      try {
        identities.claim(entry, store.identity());
      } catch (OtherStoreException other) {
        // From a provider that did not look itself.
        store.close();
        throw named(other);
      } catch (IOException | RuntimeException refused) {
        store.close();
        throw refused;
      }
      reached = store;
    }
    return store;
  }

  private Store opened(StoreConfig config) throws StoreException {
    try {
      return Stores.open(config);
    } catch (OtherStoreException other) {
      throw named(other);
    } catch (StoreException failed) {
      String what = failed.reason() == Reason.UNSUPPORTED ? ": " : ": cannot be reached: ";
      throw new StoreException(failed.reason(), this + what + failed.getMessage(), failed);
    } catch (IOException failed) {
      // Some say nothing but a path, so with their kind.
      throw new StoreException(Reason.UNREACHABLE, this + ": cannot be reached: " + failed, failed);
    }
  }

  private StoreException named(OtherStoreException other) {
    return new StoreException(
        other.reason(),
        this + ": cannot be reached: " + other.getMessage()
            + " If it was replaced on purpose, accept-store " + entry.id()
            + " takes what is there now for it",
        other);
  }

  /** The uploads of a store that was not there yet when they were asked for. */
  private final class Later implements UploadListing {
    @Override
    public List<Pending> pending() throws IOException {
      Optional<UploadListing> listing = reach().uploads();
      return listing.isPresent() ? listing.get().pending() : List.of();
    }

    @Override
    public void abandon(UploadToken token) throws IOException {
      Optional<UploadListing> listing = reach().uploads();
      if (listing.isPresent()) {
        listing.get().abandon(token);
      }
    }
  }
}
