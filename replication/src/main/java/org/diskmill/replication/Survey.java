// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.StoreException;

/** Looks at what is there, so that the planner need not. */
public final class Survey {
  private Survey() {}

  /**
   * How the stores stand with an artifact. Nothing is read back.
   *
   * @param history of the artifact's image
   */
  public static Observed of(
      Artifact artifact,
      ImageStatus status,
      boolean formatsSet,
      Collection<BoundStore> stores,
      History history)
      throws IOException {
    Map<String, CopyState> copies = new HashMap<>();
    Set<String> listening = new HashSet<>();
    for (BoundStore store : stores) {
      copies.put(store.site().name(), state(store, artifact, history));
      if (store.listens()) {
        listening.add(store.site().name());
      }
    }
    return new Observed(status, formatsSet, copies, listening);
  }

  private static CopyState state(BoundStore store, Artifact artifact, History history)
      throws IOException {
    Optional<ObjectStat> stat = stat(store, artifact);
    if (stat.isEmpty()) {
      return CopyState.ABSENT;
    }
    boolean recorded = history
        .published(store.site().name())
        .filter(entry -> entry.artifact().equals(artifact.id()))
        .filter(entry -> entry.version().equals(stat.get().version()))
        .isPresent();
    if (recorded) {
      return CopyState.VERIFIED;
    }
    // Without a tree nothing could tell whether it is the image; it is compared once there is one.
    return history.tree(artifact.id()).isPresent() ? CopyState.PRESENT : CopyState.ABSENT;
  }

  /** A store that cannot be asked is planned for as if it had nothing, and fails by itself. */
  private static Optional<ObjectStat> stat(BoundStore store, Artifact artifact) throws IOException {
    try {
      return store.store().stat(artifact.key());
    } catch (StoreException unreachable) {
      return Optional.empty();
    }
  }
}
