// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.diskmill.io.Digest;
import org.junit.jupiter.api.Test;

class ReceivedPartsTest {
  private static final Digest ONE = new Digest("SHA-256", "01");
  private static final Digest TWO = new Digest("SHA-256", "02");

  private final ReceivedParts book =
      new ReceivedParts("test", new StoreTraits(Set.of(), 1000, 10, 100, 20));

  @Test
  void whatIsSettledNeedNotComeAgainAndWhatDiffersMust() {
    PartReceipt first = put(0, 0, 50, ONE);
    assertThat(book.claim(0, 0, 50, ONE)).contains(first);
    assertThat(book.claim(0, 0, 50, TWO)).isEmpty();
    assertThat(book.all()).isEmpty();
  }

  @Test
  void aPartIsPutByOneThreadAtATime() {
    assertThat(book.claim(0, 0, 50, ONE)).isEmpty();
    assertThatThrownBy(() -> book.claim(0, 0, 50, ONE)).isInstanceOf(IllegalStateException.class);
    book.release(0);
    assertThat(book.claim(0, 0, 50, ONE)).isEmpty();
  }

  @Test
  void partsDoNotOverlapWhetherTheyAreHereOrComing() {
    put(1, 50, 50, ONE);
    assertThat(book.claim(3, 200, 50, ONE)).isEmpty();
    for (int at : List.of(41, 50, 60, 99, 191, 200, 249)) {
      assertThatThrownBy(() -> book.claim(7, at, 10, TWO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("overlaps");
    }
    for (int at : List.of(40, 100, 190, 250)) {
      assertThat(book.claim(7, at, 10, TWO)).isEmpty();
      book.release(7);
    }
  }

  @Test
  void aPartMayMoveOverItself() {
    put(1, 50, 50, ONE);
    put(1, 60, 60, TWO);
    put(0, 0, 60, ONE);
    assertThat(book.all()).extracting(PartReceipt::at).containsExactly(0L, 60L);
  }

  @Test
  void whatIsForgottenIsOffTheRecordAndItsPlaceFree() {
    put(0, 0, 50, ONE);
    book.forget(0);
    assertThat(book.all()).isEmpty();
    put(1, 0, 40, ONE);
  }

  @Test
  void whatTheStoreDoesNotTakeIsAMistake() {
    assertRefused(20, 0, 50);
    assertRefused(0, 0, 101);
    assertRefused(0, 951, 50);
    assertRefused(-1, 0, 50);
    assertRefused(0, -1, 50);
    assertRefused(0, 0, 0);
    assertRefused(0, Long.MAX_VALUE, 50);
  }

  @Test
  void partsMakeAnObjectEndToEnd() throws StoreException {
    PartReceipt first = put(0, 0, 50, ONE);
    PartReceipt second = put(5, 50, 3, TWO);
    assertThat(book.requireObject(List.of(first, second))).isEqualTo(53);
    assertThat(book.requireObject(List.of())).isZero();
    assertThatThrownBy(() -> book.requireObject(List.of(second)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> book.requireObject(List.of(second, first)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyTheLastPartMayBeSmall() {
    PartReceipt first = put(0, 0, 9, ONE);
    PartReceipt second = put(1, 9, 50, TWO);
    assertThatThrownBy(() -> book.requireObject(List.of(first, second)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all but the last need 10");
  }

  private PartReceipt put(int index, long at, int size, Digest digest) {
    assertThat(book.claim(index, at, size, digest)).isEmpty();
    PartReceipt receipt = new PartReceipt(index, at, size, digest, "");
    book.settle(receipt);
    return receipt;
  }

  private void assertRefused(int index, long at, int size) {
    assertThatThrownBy(() -> book.claim(index, at, size, ONE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
