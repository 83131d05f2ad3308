// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Precondition;
import org.diskmill.store.StoreException;
import org.diskmill.store.Upload;

/**
 * Takes back what the open plan did, and nothing else: at the edges before the centre, so that no
 * edge is left with what the centre does not show. Can be repeated, also after a crash.
 */
final class Rollback {
  private final Map<String, BoundStore> places;
  private final Recorder recorder;
  private final ObjectKey key;

  Rollback(Map<String, BoundStore> places, Recorder recorder, ObjectKey key) {
    this.places = places;
    this.recorder = recorder;
    this.key = key;
  }

  /**
   * Takes everything back.
   *
   * @return what could not be taken back, by site
   */
  Map<String, String> of(String reason) throws IOException {
    if (recorder.history().rollingBack().isEmpty()) {
      recorder.record(new LedgerEntry.RollingBack(reason));
    }
    History history = recorder.history();
    Map<String, String> residue = new TreeMap<>();
    for (BoundStore place : farthestFirst()) {
      String site = place.site().name();
      if (history.site(site).ours()) {
        try {
          withdraw(place, history.site(site));
          recorder.record(new LedgerEntry.Withdrawn(site));
        } catch (StoreException failed) {
          residue.put(site, Failures.message(failed));
        }
      }
    }
    if (residue.isEmpty()) {
      recorder.record(new LedgerEntry.Ended("rolled back: " + reason));
    }
    return residue;
  }

  private List<BoundStore> farthestFirst() {
    return places.values().stream()
        .sorted(
            Comparator.comparingInt((BoundStore place) -> depth(place.site())).reversed())
        .toList();
  }

  private static int depth(Site site) {
    return site instanceof Site.Edge edge ? depth(edge.upstream()) + 1 : 0;
  }

  private void withdraw(BoundStore place, SiteHistory site) throws IOException {
    if (site.published().isPresent()) {
      String version = site.published().get().version();
      place.store().delete(key, new Precondition.Version(version));
      return;
    }
    Optional<Upload> upload = site.upload().isPresent()
        ? Intakes.resume(place.store(), site.upload().get())
        : Optional.empty();
    if (upload.isPresent()) {
      try (Upload found = upload.get()) {
        found.abort();
      }
      return;
    }
    // The upload has ended and the ledger does not know how: it was shown just before a crash.
    Optional<ObjectStat> shown = place.store().stat(key);
    if (shown.isPresent()) {
      place.store().delete(key, new Precondition.Version(shown.get().version()));
    }
  }
}
