// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadListing;
import org.diskmill.store.UploadToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a crash between, before or after any two calls leaves behind. */
class CrashingTests extends StoreTests {
  private static final int MOST_CALLS = 100;

  private @Nullable UploadToken token;

  CrashingTests(StoreContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @EnumSource
  void afterACrashAnywhereTheObjectIsOldOrNewAndTheWorkCanGoOn(Moment moment) throws Exception {
    byte[] old = content(1, 2);
    byte[] content = content(2, 4);
    for (int call = 1; crashes(call, moment, content, publish(KEY, old)); call++) {
      assertThat(call).isLessThan(MOST_CALLS);
      try (Store next = contract.again()) {
        assertOldOrNew(next, old, content);
        goOn(next, content);
        assertShows(next, KEY, content);
        assertNothingIsLeft(next);
      }
    }
    assertShows(store, KEY, content);
  }

  /** Whether the work came to the crash. */
  private boolean crashes(int call, Moment moment, byte[] content, ObjectStat old)
      throws IOException {
    token = null;
    CrashingStore crashing = new CrashingStore(store, call, moment);
    try {
      work(crashing, content, old);
      return false;
    } catch (SimulatedCrash crash) {
      return true;
    }
  }

  private void work(Store crashing, byte[] content, ObjectStat old) throws IOException {
    try (Upload upload = crashing.begin(KEY)) {
      token = upload.token();
      List<PartReceipt> parts = parts(content).putAll(upload);
      assertThat(upload.received()).hasSameSizeAs(parts);
      ObjectStat published = upload.stage(parts).publish(WHATEVER);
      assertThat(published).isNotEqualTo(old);
      assertThat(crashing.stat(KEY)).contains(published);
    }
  }

  private void assertOldOrNew(Store next, byte[] old, byte[] content) throws IOException {
    byte[] seen = Bytes.of(next.open(next.stat(KEY).orElseThrow()));
    assertThat(seen).isIn(old, content);
  }

  /** As a caller does who wrote the token down as soon as there was one. */
  private void goOn(Store next, byte[] content) throws IOException {
    Optional<Upload> resumed = resume(next);
    if (resumed.isEmpty() && publishedAlready(next, content)) {
      return;
    }
    try (Upload upload = resumed.isPresent() ? resumed.get() : next.begin(KEY)) {
      upload.stage(parts(content).putAll(upload)).publish(WHATEVER);
    }
  }

  private Optional<Upload> resume(Store next) throws IOException {
    if (token == null || !traits.has(Capability.RESUMABLE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(next.resume(token));
    } catch (StoreException gone) {
      assertThat(gone.reason()).isEqualTo(StoreException.Reason.GONE);
      return Optional.empty();
    }
  }

  private static boolean publishedAlready(Store next, byte[] content) throws IOException {
    return next.stat(KEY).orElseThrow().size() == content.length;
  }

  /** Uploads whose token was lost with the crash can still be found and swept. */
  private static void assertNothingIsLeft(Store next) throws IOException {
    if (next.uploads().isPresent()) {
      UploadListing uploads = next.uploads().get();
      for (UploadListing.Pending pending : uploads.pending()) {
        uploads.abandon(pending.token());
      }
      assertThat(uploads.pending()).isEmpty();
    }
  }
}
