// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.Staged;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadListing;
import org.diskmill.store.UploadListing.Pending;
import org.diskmill.store.UploadToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads that nobody finished, where they stay and the store can list them. */
class SweepingTests extends StoreTests {
  @SuppressWarnings("NullAway.Init")
  private UploadListing uploads;

  SweepingTests(StoreContract contract) {
    super(contract, Capability.RESUMABLE);
  }

  @BeforeEach
  void listing() {
    assumeTrue(store.uploads().isPresent(), "the store cannot list uploads");
    uploads = store.uploads().orElseThrow();
  }

  @Test
  void uploadsAreListedUntilTheyEnd() throws Exception {
    UploadToken begun = leave(KEY);
    UploadToken other = leave(new ObjectKey("other"));
    Staged staged = stage(new ObjectKey("staged"), content(1, 1));
    publish(new ObjectKey("published"), content(2, 1));
    assertThat(tokens()).hasSize(3).contains(begun, other);
    staged.publish(ABSENT);
    assertThat(tokens()).containsExactlyInAnyOrder(begun, other);
  }

  @Test
  void anAbandonedUploadIsGone() throws Exception {
    UploadToken token = leave(KEY);
    uploads.abandon(token);
    uploads.abandon(token);
    assertThat(tokens()).isEmpty();
    assertFails(Reason.GONE, () -> store.resume(token));
  }

  @Test
  void abandoningTouchesNoObject() throws Exception {
    byte[] content = content(3, 1);
    publish(KEY, content);
    uploads.abandon(leave(KEY));
    assertShows(store, KEY, content);
  }

  private UploadToken leave(ObjectKey key) throws IOException {
    try (Upload upload = store.begin(key)) {
      parts(content(4, 1)).putAll(upload);
      return upload.token();
    }
  }

  private List<UploadToken> tokens() throws IOException {
    return uploads.pending().stream().map(Pending::token).toList();
  }
}
