// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.diskmill.io.Source;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Page;
import org.diskmill.store.Precondition;
import org.diskmill.store.Store;
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

  private final StoreEntry entry;
  private final StoreIdentities identities;
  private volatile @Nullable Store reached;

  ConfiguredStore(StoreEntry entry, StoreIdentities identities) {
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
    return reach().open(stat);
  }

  @Override
  public Upload begin(ObjectKey key) throws IOException {
    return reach().begin(key);
  }

  @Override
  public Upload resume(UploadToken token) throws IOException {
    return reach().resume(token);
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

  private synchronized Store openOnce() throws IOException {
    Store store = reached;
    if (store == null) {
      store = opened();
      try {
        identities.claim(entry, store.identity());
      } catch (IOException | RuntimeException refused) {
        store.close();
        throw refused;
      }
      reached = store;
    }
    return store;
  }

  private Store opened() throws StoreException {
    try {
      return Stores.open(entry.config());
    } catch (StoreException failed) {
      String what = failed.reason() == Reason.UNSUPPORTED ? ": " : ": cannot be reached: ";
      throw new StoreException(failed.reason(), this + what + failed.getMessage(), failed);
    } catch (IOException failed) {
      // Some say nothing but a path, so with their kind.
      throw new StoreException(
          Reason.UNREACHABLE, this + ": cannot be reached: " + failed, failed);
    }
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
