// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.Optional;
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

  /** Adds the locations of all copies that the ledger knows. */
  static ImageRecord locations(Workshop workshop, ImageRecord record) throws IOException {
    ImageEdit edit = record.edit();
    addLocations(workshop, record, edit);
    ImageRecord changed = edit.done();
    return changed.locations().equals(record.locations())
        ? record
        : workshop.catalog().update(changed);
  }

  /** As above, and makes the image active, with the size and digest of what is stored. */
  static ImageRecord active(Workshop workshop, ImageRecord record, Artifact artifact)
      throws IOException {
    History history = workshop.history(record.id());
    DigestTree tree = history.tree(artifact.id()).orElseThrow(() -> missing(artifact));
    Digest flat =
        history.statement(artifact.id()).orElseThrow(() -> missing(artifact)).flat();
    ImageEdit edit = record.edit().status(ImageStatus.ACTIVE).size(tree.size()).hash(flat);
    addLocations(workshop, record, edit);
    return workshop.catalog().update(edit.done());
  }

  private static void addLocations(Workshop workshop, ImageRecord record, ImageEdit edit)
      throws IOException {
    History history = workshop.history(record.id());
    for (BoundStore store : workshop.stores()) {
      String id = store.site().name();
      Optional<LedgerEntry.Published> copy = history.published(id);
      if (copy.isPresent()) {
        Artifact artifact = workshop.artifact(record.id(), history);
        edit.location(new Location(id, store.url(artifact.key())));
      }
    }
  }

  private static IllegalStateException missing(Artifact artifact) {
    return new IllegalStateException("ledger: knows no digests of " + artifact.id());
  }
}
