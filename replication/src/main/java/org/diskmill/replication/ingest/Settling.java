// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.diskmill.catalog.ImageEdit;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.catalog.Location;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.replication.Artifact;
import org.diskmill.replication.BoundStore;
import org.diskmill.replication.History;
import org.diskmill.replication.ledger.LedgerEntry;

/** Brings an image's record to what the ledger says was reached. */
final class Settling {
  private Settling() {}

  /** Adds the locations of all copies that the ledger knows, if the image is active. */
  static ImageRecord locations(Workshop workshop, ImageRecord record) throws IOException {
    ImageRecord told = told(workshop, record, workshop.history(record.id()));
    return told.locations().equals(record.locations())
        ? record
        : workshop.catalog().update(told);
  }

  /**
   * The record as it would be settled: a process may have been killed between the ledger's last line
   * and the record. An import settles its record when it ends, and until then the image has no places.
   */
  static ImageRecord told(Workshop workshop, ImageRecord record, History history)
      throws IOException {
    if (record.status() != ImageStatus.ACTIVE) {
      return record;
    }
    ImageEdit edit = record.edit();
    addLocations(workshop, record.id(), history, edit);
    return edit.done();
  }

  /** The stores whose copies only the settled record knows. */
  static Set<String> untold(ImageRecord record, ImageRecord told) {
    Set<String> stores = new HashSet<>();
    for (Location location : told.locations()) {
      if (record.location(location.store()).isEmpty()) {
        stores.add(location.store());
      }
    }
    return stores;
  }

  /** As above, and makes the image active, with the size and digest of what is stored. */
  static ImageRecord active(Workshop workshop, ImageRecord record, Artifact artifact)
      throws IOException {
    History history = workshop.history(record.id());
    DigestTree tree = history.tree(artifact.id()).orElseThrow(() -> missing(artifact));
    Digest flat =
        history.statement(artifact.id()).orElseThrow(() -> missing(artifact)).flat();
    ImageEdit edit = record.edit().status(ImageStatus.ACTIVE).size(tree.size()).hash(flat);
    addLocations(workshop, record.id(), history, edit);
    return workshop.catalog().update(edit.done());
  }

  private static void addLocations(Workshop workshop, UUID image, History history, ImageEdit edit)
      throws IOException {
    for (BoundStore store : workshop.stores()) {
      String id = store.site().name();
      Optional<LedgerEntry.Published> copy = history.published(id);
      if (copy.isPresent()) {
        Artifact artifact = workshop.artifact(image, history);
        edit.location(new Location(id, store.url(artifact.key())));
      }
    }
  }

  private static IllegalStateException missing(Artifact artifact) {
    return new IllegalStateException("ledger: knows no digests of " + artifact.id());
  }
}
