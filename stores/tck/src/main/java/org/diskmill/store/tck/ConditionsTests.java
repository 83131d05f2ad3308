// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Precondition;
import org.diskmill.store.Precondition.Version;
import org.diskmill.store.Staged;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.junit.jupiter.api.Test;

/** CONDITIONAL_PUBLISH. */
class ConditionsTests extends StoreTests {
  private static final int RACERS = 6;

  ConditionsTests(StoreContract contract) {
    super(contract, Capability.CONDITIONAL_PUBLISH);
  }

  @Test
  void ofTwoCreatorsOneLosesAndMayTryOtherwise() throws Exception {
    Staged first = stage(KEY, content(1, 2));
    Staged second = stage(KEY, content(2, 2));
    first.publish(ABSENT);
    assertFails(Reason.CONFLICT, () -> second.publish(ABSENT));
    assertShows(store, KEY, content(1, 2));
    second.publish(WHATEVER);
    assertShows(store, KEY, content(2, 2));
  }

  @Test
  void anObjectOfEqualBytesIsStillAnotherOne() throws Exception {
    publish(KEY, content(3, 1));
    Staged same = stage(KEY, content(3, 1));
    assertFails(Reason.CONFLICT, () -> same.publish(ABSENT));
  }

  @Test
  void onlyTheVersionThatWasSeenIsReplaced() throws Exception {
    ObjectStat old = publish(KEY, content(4, 1));
    Staged mine = stage(KEY, content(5, 1));
    Staged late = stage(KEY, content(6, 1));
    mine.publish(new Version(old.version()));
    assertFails(Reason.CONFLICT, () -> late.publish(new Version(old.version())));
    assertShows(store, KEY, content(5, 1));
  }

  @Test
  void aVersionOfNothingIsNotThere() throws Exception {
    ObjectStat old = publish(KEY, content(7, 1));
    store.delete(KEY, WHATEVER);
    Staged staged = stage(KEY, content(8, 1));
    assertFails(Reason.CONFLICT, () -> staged.publish(new Version(old.version())));
    assertThat(store.stat(KEY)).isEmpty();
  }

  @Test
  void onlyTheVersionThatWasSeenIsDeleted() throws Exception {
    ObjectStat old = publish(KEY, content(9, 1));
    ObjectStat current = publish(KEY, content(10, 1));
    assertFails(Reason.CONFLICT, () -> store.delete(KEY, new Version(old.version())));
    assertFails(Reason.CONFLICT, () -> store.delete(KEY, ABSENT));
    assertThat(store.stat(KEY)).contains(current);
    store.delete(KEY, new Version(current.version()));
    assertThat(store.stat(KEY)).isEmpty();
  }

  @Test
  void ofManyCreatorsAtOnceExactlyOneWins() throws Exception {
    assertOneWins(ABSENT);
  }

  @Test
  void ofManyWhoReplaceTheSameVersionExactlyOneWins() throws Exception {
    assertOneWins(new Version(publish(KEY, content(99, 1)).version()));
  }

  private void assertOneWins(Precondition when) throws Exception {
    ConcurrentLinkedQueue<Integer> winners = new ConcurrentLinkedQueue<>();
    Threads.each(RACERS, number -> {
      Staged staged = stage(KEY, content(number, 2));
      try {
        staged.publish(when);
        winners.add(number);
      } catch (StoreException lost) {
        assertThat(lost.reason()).isEqualTo(Reason.CONFLICT);
      }
    });
    assertThat(winners).hasSize(1);
    assertShows(store, KEY, content(winners.remove(), 2));
  }
}
