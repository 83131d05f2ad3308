// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Precondition;
import org.diskmill.store.UploadToken;

/** Removes an image from one store, shown or not. */
public final class Withdrawal {
  private Withdrawal() {}

  /**
   * Removes whatever the store has of an image. The ledger is the caller's to write.
   *
   * @return whether there was anything
   */
  public static boolean of(BoundStore place, UUID image, History history) throws IOException {
    ObjectKey key = new ObjectKey(image.toString());
    Optional<UploadToken> upload = history.site(place.site().name()).upload();
    if (upload.isPresent()) {
      Intakes.end(place.store(), upload.get());
    }
    Intakes.abandonAll(place.store(), key);
    Optional<ObjectStat> shown = place.store().stat(key);
    if (shown.isPresent()) {
      boolean exact = place.store().traits().has(Capability.CONDITIONAL_PUBLISH);
      place
          .store()
          .delete(
              key,
              exact
                  ? new Precondition.Version(shown.get().version())
                  : new Precondition.Whatever());
    }
    boolean recorded = history.published(place.site().name()).isPresent();
    return shown.isPresent() || upload.isPresent() || recorded;
  }
}
