// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.net.URI;
import java.util.Optional;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Precondition;
import org.diskmill.store.Store;

/**
 * A store at its place. Whoever opened the store closes it.
 *
 * @param site which place
 * @param location where it keeps its objects; an object's address is below it
 */
public record BoundStore(Site site, Store store, URI location) {
  /** The address of an object. */
  public URI url(ObjectKey key) {
    String base = location.toString();
    return URI.create(base.endsWith("/") ? base + key : base + "/" + key);
  }

  /** The condition under which something new may be shown, when this is what is shown now. */
  Precondition expecting(Optional<ObjectStat> there) {
    if (!store.traits().has(Capability.CONDITIONAL_PUBLISH)) {
      return new Precondition.Whatever();
    }
    return there.isPresent()
        ? new Precondition.Version(there.get().version())
        : new Precondition.Absent();
  }

  /** Whether it can take leaves in any order and keep a whole object unseen. */
  public boolean listens() {
    return store.traits().has(Capability.STAGING) && store.traits().has(Capability.UNORDERED_PARTS);
  }
}
