// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Precondition;
import org.diskmill.store.Staged;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadToken;
import org.junit.jupiter.api.Test;

/** What becomes visible, and when. */
class PublishingTests extends StoreTests {
  PublishingTests(StoreContract contract) {
    super(contract);
  }

  @Test
  void nothingIsVisibleBeforePublish() throws Exception {
    byte[] content = content(1, 3);
    try (Upload upload = store.begin(KEY)) {
      assertNothingIsThere();
      List<PartReceipt> parts = parts(content).putAll(upload);
      assertNothingIsThere();
      Staged staged = upload.stage(parts);
      assertThat(staged.key()).isEqualTo(KEY);
      assertNothingIsThere();
      ObjectStat published = staged.publish(ABSENT);
      assertThat(store.stat(KEY)).contains(published);
    }
    assertShows(store, KEY, content);
  }

  @Test
  void whatIsPublishedIsSeenByAnotherProcess() throws Exception {
    byte[] content = content(2, 2);
    ObjectStat published = publish(KEY, content);
    try (var other = contract.again()) {
      assertThat(other.stat(KEY)).contains(published);
      assertShows(other, KEY, content);
    }
  }

  @Test
  void anObjectMayBeEmpty() throws Exception {
    publish(KEY, new byte[0]);
    assertShows(store, KEY, new byte[0]);
  }

  @Test
  void publishingAgainAnswersTheSame() throws Exception {
    Staged staged = stage(KEY, content(3, 1));
    ObjectStat first = staged.publish(ABSENT);
    assertThat(staged.publish(ABSENT)).isEqualTo(first);
    assertThat(store.stat(KEY)).contains(first);
  }

  @Test
  void discardingLeavesNothing() throws Exception {
    Staged staged = stage(KEY, content(4, 2));
    staged.discard();
    staged.discard();
    assertNothingIsThere();
    assertFails(Reason.GONE, () -> staged.publish(ABSENT));
    assertNothingIsThere();
  }

  @Test
  void discardingWhatWasPublishedChangesNothing() throws Exception {
    byte[] content = content(5, 2);
    Staged staged = stage(KEY, content);
    staged.publish(ABSENT);
    staged.discard();
    assertShows(store, KEY, content);
  }

  @Test
  void anAbortedUploadIsGone() throws Exception {
    Upload upload = store.begin(KEY);
    UploadToken token = upload.token();
    parts(content(6, 1)).putAll(upload);
    upload.abort();
    upload.abort();
    upload.close();
    assertNothingIsThere();
    assertFails(Reason.GONE, () -> store.resume(token));
  }

  @Test
  void abortingWhatWasPublishedChangesNothing() throws Exception {
    byte[] content = content(7, 1);
    try (Upload upload = store.begin(KEY)) {
      upload.stage(parts(content).putAll(upload)).publish(ABSENT);
      upload.abort();
    }
    assertShows(store, KEY, content);
  }

  @Test
  void aNewVersionReplacesTheOldOneWhole() throws Exception {
    ObjectStat old = publish(KEY, content(8, 3));
    byte[] content = content(9, 2);
    Staged staged = stage(KEY, content);
    assertThat(store.stat(KEY)).contains(old);
    ObjectStat replaced = staged.publish(WHATEVER);
    assertThat(replaced.version()).isNotEqualTo(old.version());
    assertShows(store, KEY, content);
  }

  @Test
  void versionsDifferEvenWhenSizesDoNot() throws Exception {
    ObjectStat first = publish(KEY, content(10, 1));
    store.delete(KEY, WHATEVER);
    ObjectStat second = publish(KEY, content(11, 1));
    store.delete(KEY, WHATEVER);
    ObjectStat third = publish(KEY, content(10, 1));
    assertThat(List.of(first.version(), second.version(), third.version())).doesNotHaveDuplicates();
  }

  @Test
  void deletingRemovesAndDeletingNothingSucceeds() throws Exception {
    ObjectStat stat = publish(KEY, content(12, 1));
    store.delete(KEY, WHATEVER);
    assertNothingIsThere();
    store.delete(KEY, WHATEVER);
    store.delete(KEY, new Precondition.Version(stat.version()));
    store.delete(new ObjectKey("no/such/folder/thing"), WHATEVER);
  }

  @Test
  void keysOfAllShapesAreKept() throws Exception {
    byte[] content = content(13, 1);
    for (String name : List.of("a", "0", "a.b", "_-", "f/x.g", deepest())) {
      publish(new ObjectKey(name), content);
      assertShows(store, new ObjectKey(name), content);
    }
  }

  @Test
  void theBufferOfAPartStaysWhereItWas() throws Exception {
    try (Upload upload = store.begin(KEY)) {
      ByteBuffer bytes = parts(content(14, 1)).bytes(0);
      int end = bytes.limit();
      upload.put(0, 0, bytes, parts(content(14, 1)).digest(0));
      assertThat(bytes.position()).isZero();
      assertThat(bytes.limit()).isEqualTo(end);
      upload.abort();
    }
  }

  private static String deepest() {
    return "d/".repeat(15) + "e".repeat(200);
  }

  private void assertNothingIsThere() throws IOException {
    assertThat(store.stat(KEY)).isEmpty();
    assertThat(store.list(Optional.empty(), Optional.empty()).objects()).isEmpty();
  }
}
