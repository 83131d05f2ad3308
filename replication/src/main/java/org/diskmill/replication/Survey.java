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
    Map<String, String> unreachable = new HashMap<>();
    for (BoundStore store : stores) {
      String site = store.site().name();
      try {
        copies.put(site, state(store, artifact, history));
      } catch (StoreException failed) {
        // Planned for as if it had nothing, so that it fails by itself.
        unreachable.put(site, Failures.message(failed));
      }
      if (store.listens()) {
        listening.add(site);
      }
    }
    return new Observed(status, formatsSet, copies, listening, unreachable);
  }

  private static CopyState state(BoundStore store, Artifact artifact, History history)
      throws IOException {
    Optional<ObjectStat> stat = store.store().stat(artifact.key());
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
}
