// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadListing;
import org.diskmill.store.UploadToken;

/** Opens the way into a store: goes on with what was begun before, however it was left. */
final class Intakes {
  private Intakes() {}

  /**
   * Opens the upload of an artifact. When this returns, the ledger knows how to find it again.
   *
   * <p>The ledger is written after the store has begun, so a crash in between leaves an upload that
   * the ledger does not know. Its key says that it is of this image, so it is taken over.
   */
  static Intake open(BoundStore place, Optional<UploadToken> recorded, RunContext run)
      throws IOException {
    Store store = place.store();
    Artifact artifact = run.artifact();
    Optional<Upload> found =
        recorded.isPresent() ? resume(store, recorded.get()) : Optional.empty();
    if (found.isEmpty()) {
      found = stray(store, artifact.key());
    }
    Upload upload = found.isPresent() ? found.get() : store.begin(artifact.key());
    try {
      if (!recorded.equals(Optional.of(upload.token()))) {
        run.recorder()
            .record(new LedgerEntry.Uploading(
                place.site().name(), artifact.id(), upload.token().toString()));
      }
      return new Intake(place, upload, run.leafBytes(), run.recorder());
    } catch (IOException | RuntimeException failed) {
      upload.close();
      throw failed;
    }
  }

  /** The upload of that token, unless it has ended. */
  static Optional<Upload> resume(Store store, UploadToken token) throws IOException {
    try {
      return Optional.of(store.resume(token));
    } catch (StoreException failed) {
      if (failed.reason() == StoreException.Reason.GONE) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /** Ends an upload, if it has not ended. */
  static void end(Store store, UploadToken token) throws IOException {
    Optional<Upload> found = resume(store, token);
    if (found.isPresent()) {
      try (Upload upload = found.get()) {
        upload.abort();
      }
    }
  }

  /** Takes over one upload of that key, and ends all others. */
  private static Optional<Upload> stray(Store store, ObjectKey key) throws IOException {
    Optional<Upload> taken = Optional.empty();
    for (UploadToken token : pending(store, key)) {
      if (taken.isEmpty()) {
        taken = resume(store, token);
      } else {
        store.uploads().orElseThrow().abandon(token);
      }
    }
    return taken;
  }

  /** Ends every upload of that key. */
  static void abandonAll(Store store, ObjectKey key) throws IOException {
    for (UploadToken token : pending(store, key)) {
      store.uploads().orElseThrow().abandon(token);
    }
  }

  private static List<UploadToken> pending(Store store, ObjectKey key) throws IOException {
    Optional<UploadListing> listing = store.uploads();
    return listing.isEmpty()
        ? List.of()
        : listing.get().pending().stream()
            .map(UploadListing.Pending::token)
            .filter(token -> token.key().equals(key))
            .toList();
  }
}
