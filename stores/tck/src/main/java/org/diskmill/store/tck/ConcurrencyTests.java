// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.junit.jupiter.api.Test;

/** Several threads at once. */
class ConcurrencyTests extends StoreTests {
  private static final int THREADS = 6;

  ConcurrencyTests(StoreContract contract) {
    super(contract);
  }

  @Test
  void objectsOfManyThreadsDoNotDisturbOneAnother() throws Exception {
    Threads.each(THREADS, number -> {
      // The same folders, so that their making is raced for.
      ObjectKey key = new ObjectKey("same/folder/k" + number);
      byte[] content = content(number, 3);
      publish(key, content);
      assertShows(store, key, content);
    });
    assertThat(store.list(Optional.empty(), Optional.empty()).objects()).hasSize(THREADS);
  }

  @Test
  void aReplacedObjectIsAlwaysOneOfItsVersionsWhole() throws Exception {
    publish(KEY, content(0, 2));
    Threads.each(THREADS, number -> {
      for (int round = 0; round < 4; round++) {
        if (number % 2 == 0) {
          publish(KEY, content(number, 2));
        } else {
          ObjectStat seen = store.stat(KEY).orElseThrow();
          assertThat(seen.size()).isEqualTo(content(0, 2).length);
        }
      }
    });
    byte[] last = Bytes.of(store.open(store.stat(KEY).orElseThrow()));
    assertThat(last).isIn(content(0, 2), content(2, 2), content(4, 2));
  }

  @Test
  void deletingAndPublishingDoNotMix() throws Exception {
    Threads.each(THREADS, number -> {
      for (int round = 0; round < 4; round++) {
        if (number % 2 == 0) {
          publish(KEY, content(number, 1));
        } else {
          store.delete(KEY, WHATEVER);
        }
      }
    });
    Optional<ObjectStat> left = store.stat(KEY);
    if (left.isPresent()) {
      assertThat(Bytes.of(store.open(left.get())))
          .isIn(content(0, 1), content(2, 1), content(4, 1));
    }
  }
}
