// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.diskmill.catalog.ImageEdit;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.catalog.Location;
import org.diskmill.replication.BoundStore;
import org.diskmill.replication.History;
import org.diskmill.replication.PlanException;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.Site;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.Withdrawal;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.replication.ledger.UnreadableLineException;
import org.diskmill.store.StoreException;

/** Takes copies away: all of them, or one. Both can be repeated after a crash. */
final class Deleting {
  private final Workshop workshop;
  private final UUID image;

  Deleting(Workshop workshop, UUID image) {
    this.workshop = workshop;
    this.image = image;
  }

  /** Edges first: an edge must not show what the centre no longer does. */
  SortedMap<String, SiteResult> everywhere() throws IOException {
    ImageRecord record = workshop.record(image);
    if (record.status() == ImageStatus.ACTIVE) {
      record = workshop
          .catalog()
          .update(record.edit().status(ImageStatus.PENDING_DELETE).done());
    }
    SortedMap<String, SiteResult> results = unknownStores(record);
    Optional<History> history = history();
    Set<String> copies = copies(record, history.orElse(History.of(List.of())));
    for (BoundStore store : workshop.farthestFirst()) {
      String id = store.site().name();
      if (readOnly(store)) {
        results.put(id, copies.contains(id) ? readOnlyCopy() : gone("had no copy"));
        continue;
      }
      boolean mustStay = store.site() instanceof Site.Central && anyFailed(results);
      results.put(id, mustStay ? kept() : withdraw(store, history));
    }
    settle(workshop.record(image), results);
    return results;
  }

  /** One store's copy, or what an upload of it left there, under rules. */
  ImageRecord from(String id) throws IOException {
    ImageRecord record = Settling.locations(workshop, workshop.record(image));
    BoundStore store = workshop.knownStore(id);
    if (readOnly(store)) {
      throw new PlanException(RuleCode.STORE_NOT_WRITABLE, "store " + id + ": is read-only");
    }
    History history = workshop.history(image);
    Set<String> copies = copies(record, history);
    if (copies.equals(Set.of(id))) {
      throw new PlanException(
          RuleCode.LAST_REPLICA,
          "store " + id + ": has the only copy of image " + image + "; delete the image instead");
    }
    if (store.site() instanceof Site.Central && copies.contains(id)) {
      throw new PlanException(
          RuleCode.CENTRAL_REPLICA_PINNED,
          "store " + id + ": is the centre, and edges have copies of image " + image);
    }
    if (Withdrawal.of(store, image, history)) {
      workshop.ledger().append(image, new LedgerEntry.Withdrawn(id));
    }
    return record.location(id).isEmpty()
        ? record
        : workshop.catalog().update(record.edit().withoutLocation(id).done());
  }

  /** Which stores show the image: also to an import that has not ended, and has none in its record. */
  private Set<String> copies(ImageRecord record, History history) {
    Set<String> stores = new HashSet<>();
    record.locations().forEach(location -> stores.add(location.store()));
    for (BoundStore store : workshop.stores()) {
      history.published(store.site().name()).ifPresent(copy -> stores.add(copy.site()));
    }
    return stores;
  }

  /**
   * What the ledger says, if it can be read. Without it a store is asked what it has: what it shows
   * goes by the image's id, and so do the uploads that it lists.
   */
  private Optional<History> history() throws IOException {
    try {
      return Optional.of(workshop.history(image));
    } catch (UnreadableLineException unreadable) {
      return Optional.empty();
    }
  }

  private SiteResult withdraw(BoundStore store, Optional<History> history) throws IOException {
    try {
      boolean had = Withdrawal.of(store, image, history.orElse(History.of(List.of())));
      if (had) {
        workshop.ledger().append(image, new LedgerEntry.Withdrawn(store.site().name()));
      }
      String what = had ? "deleted" : "had no copy";
      if (history.isEmpty() && store.store().uploads().isEmpty()) {
        what += "; an upload may be left, which only the ledger knew, and that cannot be read";
      }
      return gone(what);
    } catch (StoreException failed) {
      return failed(RuleCode.SITE_UNREACHABLE_PENDING_DELETE, String.valueOf(failed.getMessage()));
    }
  }

  private void settle(ImageRecord record, SortedMap<String, SiteResult> results)
      throws IOException {
    ImageEdit edit = record.edit();
    results.forEach((store, result) -> {
      if (result.good()) {
        edit.withoutLocation(store);
      }
    });
    if (!anyFailed(results)) {
      edit.status(ImageStatus.DELETED);
      workshop.ledger().append(image, new LedgerEntry.Ended("deleted"));
    }
    workshop.catalog().update(edit.done());
  }

  /** Copies in stores that this configuration does not know cannot be deleted from here. */
  private SortedMap<String, SiteResult> unknownStores(ImageRecord record) {
    SortedMap<String, SiteResult> results = new TreeMap<>();
    for (Location location : record.locations()) {
      Optional<BoundStore> known = workshop.store(location.store());
      if (known.isEmpty()) {
        results.put(
            location.store(), failed(RuleCode.UNKNOWN_STORE, "is not in the configuration"));
      }
    }
    return results;
  }

  private boolean readOnly(BoundStore store) {
    return workshop.topology().readOnly().contains(store.site().name());
  }

  private static SiteResult gone(String what) {
    return new SiteResult(SiteResult.State.SKIPPED, "", what, 0, 0);
  }

  private static SiteResult readOnlyCopy() {
    return failed(RuleCode.STORE_NOT_WRITABLE, "is read-only, and has a copy");
  }

  private static SiteResult kept() {
    return failed(RuleCode.CENTRAL_REPLICA_PINNED, "kept, since copies elsewhere remain");
  }

  private static SiteResult failed(RuleCode code, String reason) {
    return new SiteResult(SiteResult.State.FAILED, code.name(), reason, 0, 0);
  }

  private static boolean anyFailed(SortedMap<String, SiteResult> results) {
    return results.values().stream().anyMatch(result -> !result.good());
  }
}
