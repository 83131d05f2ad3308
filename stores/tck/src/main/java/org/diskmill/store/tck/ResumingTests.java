// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.diskmill.io.DigestTree;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadToken;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** RESUMABLE. */
class ResumingTests extends StoreTests {
  ResumingTests(StoreContract contract) {
    super(contract, Capability.RESUMABLE);
  }

  @Test
  void anotherProcessGoesOnWithTheTokensText() throws Exception {
    byte[] content = content(1, 4);
    Parts parts = parts(content);
    String token;
    try (Upload upload = store.begin(KEY)) {
      token = upload.token().toString();
      parts.put(upload, 0);
      parts.put(upload, 1);
    }
    try (Store other = contract.again();
        Upload upload = other.resume(UploadToken.parse(token))) {
      List<PartReceipt> received = upload.received();
      assertThat(received).extracting(PartReceipt::index).containsExactly(0, 1);
      PartReceipt first = received.get(0);
      assertThat(first.digest()).isEqualTo(parts.digest(0));
      assertThat(first.at()).isZero();
      assertThat(first.size()).isEqualTo(partBytes());
      PartReceipt third = parts.put(upload, 2);
      PartReceipt fourth = parts.put(upload, 3);
      upload.stage(List.of(first, received.get(1), third, fourth)).publish(ABSENT);
      assertShows(other, KEY, content);
    }
  }

  @Test
  void aPartThatComesAgainChangesNothing() throws Exception {
    byte[] content = content(2, 3);
    Parts parts = parts(content);
    try (Upload upload = store.begin(KEY)) {
      PartReceipt once = parts.put(upload, 0);
      assertThat(parts.put(upload, 0).sameBytes(once)).isTrue();
      upload.stage(parts.putAll(upload)).publish(ABSENT);
    }
    assertShows(store, KEY, content);
  }

  @Test
  void otherBytesForAPartReplaceItAlsoInALaterProcess() throws Exception {
    byte[] wrong = content(3, 2);
    byte[] right = content(4, 2);
    UploadToken token;
    try (Upload upload = store.begin(KEY)) {
      token = upload.token();
      parts(wrong).putAll(upload);
      assertThat(upload.received()).hasSize(2);
    }
    try (Store other = contract.again();
        Upload upload = other.resume(token)) {
      List<PartReceipt> stale = upload.received();
      List<PartReceipt> fresh = parts(right).putAll(upload);
      assertFails(Reason.CORRUPTED, () -> upload.stage(stale));
      upload.stage(fresh).publish(ABSENT);
      assertShows(other, KEY, right);
    }
  }

  @Test
  void aLaterShorterObjectHasNothingOfAnEarlierLongerOne() throws Exception {
    UploadToken token;
    try (Upload upload = store.begin(KEY)) {
      token = upload.token();
      parts(content(5, 4)).putAll(upload);
    }
    byte[] content = content(6, 2);
    try (Upload upload = store.resume(token)) {
      upload.stage(parts(content).putAll(upload)).publish(ABSENT);
    }
    assertShows(store, KEY, content);
  }

  @Test
  void zerosReplaceWhatWasThere() throws Exception {
    UploadToken token;
    try (Upload upload = store.begin(KEY)) {
      token = upload.token();
      parts(content(7, 3)).putAll(upload);
    }
    byte[] zeros = new byte[content(7, 3).length];
    try (Upload upload = store.resume(token)) {
      upload.stage(parts(zeros).putAll(upload)).publish(ABSENT);
    }
    assertShows(store, KEY, zeros);
  }

  @Test
  void partsThatAnObjectLeftOutAreHereOrAreNotReceived() throws Exception {
    byte[] content = content(11, 4);
    UploadToken token;
    try (Upload upload = store.begin(KEY)) {
      token = upload.token();
      List<PartReceipt> parts = parts(content).putAll(upload);
      upload.stage(parts.subList(0, 2));
    }
    try (Store other = contract.again();
        Upload upload = other.resume(token)) {
      List<PartReceipt> received = upload.received();
      upload.stage(received).publish(ABSENT);
      int size =
          received.isEmpty() ? 0 : (int) received.get(received.size() - 1).end();
      assertShows(other, KEY, Arrays.copyOf(content, size));
    }
  }

  @Test
  void whatWasStagedIsStagedAgain() throws Exception {
    byte[] content = content(8, 3);
    UploadToken token;
    List<PartReceipt> parts;
    try (Upload upload = store.begin(KEY)) {
      token = upload.token();
      parts = parts(content).putAll(upload);
      upload.stage(parts);
    }
    try (Store other = contract.again();
        Upload upload = other.resume(token)) {
      assertThat(upload.received()).hasSameSizeAs(parts);
      upload.stage(parts).publish(ABSENT);
      assertShows(other, KEY, content);
    }
  }

  @Test
  void whatWasPublishedIsNoUploadAnyMore() throws Exception {
    UploadToken token;
    try (Upload upload = store.begin(KEY)) {
      token = upload.token();
      upload.stage(parts(content(9, 1)).putAll(upload)).publish(ABSENT);
    }
    assertFails(Reason.GONE, () -> store.resume(token));
  }

  @Test
  void anUploadThatNeverWasIsGone() throws Exception {
    assertFails(Reason.GONE, () -> store.resume(new UploadToken(KEY, "0123456789abcdef")));
    assertFails(Reason.GONE, () -> store.resume(new UploadToken(KEY, "../../etc/passwd")));
    assertFails(Reason.GONE, () -> store.resume(new UploadToken(KEY, "..")));
  }

  @Test
  void anotherKeysUploadIsNotFound() throws Exception {
    String id;
    try (Upload upload = store.begin(KEY)) {
      id = upload.token().id();
    }
    UploadToken forged = new UploadToken(new ObjectKey("other"), id);
    assertFails(Reason.GONE, () -> store.resume(forged));
  }

  @Test
  void partsOfManyLeavesAreTheirTreesRoot() throws Exception {
    byte[] content = Patterns.bytes(10, DigestTree.LEAF_BYTES + 5);
    Parts one = new Parts(content, content.length);
    try (Upload upload = store.begin(KEY)) {
      upload.stage(one.putAll(upload)).publish(ABSENT);
    }
    assertShows(store, KEY, content);
  }
}
