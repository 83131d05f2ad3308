// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.Optional;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.store.UploadToken;

/**
 * What the ledger says about one site.
 *
 * @param upload the upload that was begun and not ended
 * @param published what the store was last told to show
 * @param ours whether the open plan put something there
 */
record SiteHistory(
    Optional<UploadToken> upload, Optional<LedgerEntry.Published> published, boolean ours) {
  static final SiteHistory NOTHING = new SiteHistory(Optional.empty(), Optional.empty(), false);

  SiteHistory uploading(String token) {
    return new SiteHistory(Optional.of(UploadToken.parse(token)), published, true);
  }

  SiteHistory published(LedgerEntry.Published entry) {
    // Found there although this plan had an upload to it: the upload was shown and not written
    // down.
    boolean byUs = !entry.adopted() || upload.isPresent();
    return new SiteHistory(Optional.empty(), Optional.of(entry), ours || byUs);
  }

  SiteHistory planBegins() {
    return new SiteHistory(upload, published, false);
  }
}
