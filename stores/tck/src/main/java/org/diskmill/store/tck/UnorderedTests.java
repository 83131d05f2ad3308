// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import org.diskmill.store.Capability;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Upload;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** UNORDERED_PARTS. */
class UnorderedTests extends StoreTests {
  UnorderedTests(StoreContract contract) {
    super(contract, Capability.UNORDERED_PARTS);
  }

  @Test
  void theFirstPartMayComeLast() throws Exception {
    byte[] content = content(1, 4);
    Parts parts = parts(content);
    try (Upload upload = store.begin(KEY)) {
      List<PartReceipt> receipts = new ArrayList<>();
      for (int index = parts.count() - 1; index >= 0; index--) {
        receipts.add(0, parts.put(upload, index));
      }
      upload.stage(receipts).publish(ABSENT);
    }
    assertShows(store, KEY, content);
  }

  @Test
  void anySizesInAnyOrderMakeTheObject() {
    Seeds.each(10, random -> {
      List<byte[]> pieces = pieces(random);
      byte[] whole = join(pieces);
      try (Upload upload = store.begin(KEY)) {
        upload.stage(putShuffled(upload, pieces, random)).publish(WHATEVER);
      }
      assertShows(store, KEY, whole);
    });
  }

  @Test
  void manyThreadsMayPut() throws Exception {
    byte[] content = content(2, 24);
    Parts parts = parts(content);
    ConcurrentSkipListMap<Integer, PartReceipt> receipts = new ConcurrentSkipListMap<>();
    try (Upload upload = store.begin(KEY)) {
      Threads.each(6, number -> {
        for (int index = number; index < parts.count(); index += 6) {
          receipts.put(index, parts.put(upload, index));
          assertThat(upload.received()).isNotEmpty();
        }
      });
      upload.stage(List.copyOf(receipts.values())).publish(ABSENT);
    }
    assertShows(store, KEY, content);
  }

  @Test
  void partsThatOverlapAreAMistake() throws Exception {
    Parts parts = parts(content(3, 3));
    try (Upload upload = store.begin(KEY)) {
      parts.put(upload, 0);
      assertThatThrownBy(() -> upload.put(1, parts.at(1) - 1, parts.bytes(1), parts.digest(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("overlaps part 0");
      upload.abort();
    }
  }

  @Test
  void aHoleBetweenPartsIsAMistake() throws Exception {
    Parts parts = parts(content(4, 3));
    try (Upload upload = store.begin(KEY)) {
      PartReceipt first = parts.put(upload, 0);
      PartReceipt third = parts.put(upload, 2);
      assertThatThrownBy(() -> upload.stage(List.of(first, third)))
          .isInstanceOf(IllegalArgumentException.class);
      upload.abort();
    }
    assertThat(store.stat(KEY)).isEmpty();
  }

  private List<byte[]> pieces(SplittableRandom random) {
    List<byte[]> pieces = new ArrayList<>();
    int count = random.nextInt(1, 8);
    for (int i = 0; i < count; i++) {
      int size = Math.min(traits.maxPartBytes(), traits.minPartBytes() + random.nextInt(3000));
      pieces.add(random.nextInt(4) == 0 ? new byte[size] : Patterns.bytes(random.nextLong(), size));
    }
    return pieces;
  }

  private static byte[] join(List<byte[]> pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static List<PartReceipt> putShuffled(
      Upload upload, List<byte[]> pieces, SplittableRandom random) throws Exception {
    List<Integer> order = new ArrayList<>();
    long[] at = new long[pieces.size()];
    for (int i = 0; i < pieces.size(); i++) {
      at[i] = i == 0 ? 0 : at[i - 1] + pieces.get(i - 1).length;
      order.add(random.nextInt(i + 1), i);
    }
    ConcurrentSkipListMap<Integer, PartReceipt> receipts = new ConcurrentSkipListMap<>();
    for (int i : order) {
      Parts piece = new Parts(pieces.get(i), pieces.get(i).length);
      receipts.put(i, upload.put(i, at[i], piece.bytes(0), piece.digest(0)));
    }
    return List.copyOf(receipts.values());
  }
}
