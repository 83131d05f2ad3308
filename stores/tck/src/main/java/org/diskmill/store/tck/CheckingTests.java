// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.store.Capability;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.Upload;
import org.junit.jupiter.api.Test;

/** CHECKED_PARTS. */
class CheckingTests extends StoreTests {
  CheckingTests(StoreContract contract) {
    super(contract, Capability.CHECKED_PARTS);
  }

  @Test
  void aPartThatIsNotWhatItsDigestSaysIsRefusedAndCanComeRight() throws Exception {
    byte[] content = content(1, 2);
    Parts parts = parts(content);
    byte[] damaged = content.clone();
    damaged[7] ^= 0x10;
    try (Upload upload = store.begin(KEY)) {
      ByteBuffer wrong = parts(damaged).bytes(0);
      assertFails(Reason.CORRUPTED, () -> upload.put(0, 0, wrong, parts.digest(0)));
      assertThat(upload.received()).isEmpty();
      upload.stage(parts.putAll(upload)).publish(ABSENT);
    }
    assertShows(store, KEY, content);
  }

  @Test
  void aPartThatIsCutShortIsRefused() throws Exception {
    Parts parts = parts(content(2, 1));
    try (Upload upload = store.begin(KEY)) {
      ByteBuffer cut = parts.bytes(0);
      cut.limit(cut.limit() - 1);
      assertFails(Reason.CORRUPTED, () -> upload.put(0, 0, cut, parts.digest(0)));
      upload.abort();
    }
  }

  @Test
  void aWrongPartDoesNotPassForTheRightOneThatIsThere() throws Exception {
    Parts right = parts(content(3, 1));
    Parts other = parts(content(4, 1));
    try (Upload upload = store.begin(KEY)) {
      PartReceipt good = right.put(upload, 0);
      assertFails(Reason.CORRUPTED, () -> upload.put(0, 0, right.bytes(0), other.digest(0)));
      // Whether the first part is still there is the store's choice; its receipt must be true.
      if (upload.received().stream().anyMatch(good::sameBytes)) {
        upload.stage(List.of(good)).publish(ABSENT);
        assertShows(store, KEY, content(3, 1));
      } else {
        assertFails(Reason.CORRUPTED, () -> upload.stage(List.of(good)));
        upload.abort();
      }
    }
  }

  @Test
  void receiptsThatTheStoreNeverGaveMakeNoObject() throws Exception {
    Parts parts = parts(content(5, 2));
    try (Upload upload = store.begin(KEY)) {
      List<PartReceipt> receipts = new ArrayList<>(parts.putAll(upload));
      PartReceipt last = receipts.remove(1);
      receipts.add(new PartReceipt(1, last.at(), last.size(), parts.digest(0), last.tag()));
      assertFails(Reason.CORRUPTED, () -> upload.stage(receipts));
      upload.abort();
    }
    assertThat(store.stat(KEY)).isEmpty();
  }

  @Test
  void aPartThatNeverCameMakesNoObject() throws Exception {
    Parts parts = parts(content(6, 2));
    try (Upload upload = store.begin(KEY)) {
      PartReceipt first = parts.put(upload, 0);
      PartReceipt second = new PartReceipt(1, parts.at(1), 10, parts.digest(1), "");
      assertFails(Reason.CORRUPTED, () -> upload.stage(List.of(first, second)));
      upload.abort();
    }
    assertThat(store.stat(KEY)).isEmpty();
  }
}
