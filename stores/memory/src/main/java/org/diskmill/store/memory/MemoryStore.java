// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Page;
import org.diskmill.store.Precondition;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.StoreTraits;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadListing;
import org.diskmill.store.UploadToken;

/**
 * A store in the heap.
 *
 * <p>Lives as long as the object does, and closing changes nothing; so a test that simulates a crash
 * drops its uploads and goes on with the same store. Safe for use by many threads.
 */
public final class MemoryStore implements Store, UploadListing {
  private static final int PAGE_OBJECTS = 1000;

  private final StoreTraits traits;
  private final Clock clock;
  private final ConcurrentSkipListMap<ObjectKey, MemoryObject> objects =
      new ConcurrentSkipListMap<>();
  private final Map<String, Arrivals> uploads = new ConcurrentHashMap<>();
  private final AtomicLong versions = new AtomicLong();
  private final Object changing = new Object();

  /** A store that can do everything but leave out zeros. */
  public MemoryStore() {
    this(allTraits());
  }

  /**
   * A store that can do just that: what its traits leave out, it refuses or does not do. A way to
   * see how a caller treats poorer stores.
   */
  public MemoryStore(StoreTraits traits) {
    this(traits, Clock.systemUTC());
  }

  /** As above, with the clock that says when something last arrived. */
  public MemoryStore(StoreTraits traits, Clock clock) {
    if (traits.has(Capability.SPARSE)) {
      throw new IllegalArgumentException("traits: zeros take space in memory");
    }
    this.traits = traits;
    this.clock = clock;
  }

  /** What {@link #MemoryStore()} can do, and the sizes it takes. */
  public static StoreTraits allTraits() {
    EnumSet<Capability> capabilities = EnumSet.complementOf(EnumSet.of(Capability.SPARSE));
    // An object is one array in the end, and some VMs want a few bytes of it for themselves.
    int most = Integer.MAX_VALUE - 64;
    return new StoreTraits(capabilities, most, 1, most, Integer.MAX_VALUE);
  }

  @Override
  public StoreTraits traits() {
    return traits;
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) {
    return Optional.ofNullable(objects.get(key)).map(MemoryObject::stat);
  }

  @Override
  public Source open(ObjectStat stat) throws IOException {
    MemoryObject object = objects.get(stat.key());
    if (object == null || !object.stat().equals(stat)) {
      throw new StoreException(
          Reason.GONE, this + stat.key().value() + ": version " + stat.version() + " is not there");
    }
    return Sources.bytes(this + stat.key().value(), object.bytes().duplicate());
  }

  @Override
  public Upload begin(ObjectKey key) {
    UploadToken token = new UploadToken(key, UUID.randomUUID().toString());
    Arrivals arrivals = new Arrivals(token, traits, clock);
    uploads.put(token.id(), arrivals);
    return new MemoryUpload(this, arrivals);
  }

  @Override
  public Upload resume(UploadToken token) throws IOException {
    return new MemoryUpload(this, require(token));
  }

  @Override
  public void delete(ObjectKey key, Precondition when) throws IOException {
    synchronized (changing) {
      if (objects.containsKey(key)) {
        requireHolds(key, when);
        objects.remove(key);
      }
    }
  }

  @Override
  public Page list(Optional<ObjectKey> folder, Optional<ObjectKey> after) {
    List<ObjectStat> found = new ArrayList<>();
    var rest = after.isPresent() ? objects.tailMap(after.get(), false) : objects;
    for (MemoryObject object : rest.values()) {
      if (folder.isEmpty() || object.stat().key().isUnder(folder.get())) {
        if (found.size() == PAGE_OBJECTS) {
          return new Page(found, Optional.of(found.get(PAGE_OBJECTS - 1).key()), 0);
        }
        found.add(object.stat());
      }
    }
    return new Page(found, Optional.empty(), 0);
  }

  @Override
  public Optional<UploadListing> uploads() {
    return Optional.of(this);
  }

  @Override
  public List<Pending> pending() {
    return uploads.values().stream().map(Arrivals::pending).toList();
  }

  @Override
  public void abandon(UploadToken token) {
    uploads.remove(token.id());
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "memory:";
  }

  Arrivals require(UploadToken token) throws StoreException {
    Arrivals arrivals = uploads.get(token.id());
    if (arrivals == null || !arrivals.token().equals(token)) {
      throw new StoreException(Reason.GONE, this + token.toString() + ": there is no such upload");
    }
    return arrivals;
  }

  ObjectStat publish(UploadToken token, ByteBuffer bytes, Precondition when) throws StoreException {
    synchronized (changing) {
      require(token);
      requireHolds(token.key(), when);
      MemoryObject object = MemoryObject.of(token.key(), bytes, versions.incrementAndGet());
      objects.put(token.key(), object);
      uploads.remove(token.id());
      return object.stat();
    }
  }

  private void requireHolds(ObjectKey key, Precondition when) throws StoreException {
    MemoryObject there = objects.get(key);
    String version = there == null ? "nothing" : there.stat().version();
    boolean holds = when instanceof Precondition.Whatever
        || (when instanceof Precondition.Absent && there == null)
        || (when instanceof Precondition.Version wanted && version.equals(wanted.version()));
    if (!holds) {
      throw new StoreException(
          Reason.CONFLICT, this + key.value() + ": found " + version + ", " + when);
    }
  }
}
