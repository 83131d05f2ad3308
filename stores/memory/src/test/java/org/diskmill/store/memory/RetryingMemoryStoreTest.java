// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.diskmill.io.Job;
import org.diskmill.io.RetryPolicy;
import org.diskmill.store.RetryingStore;
import org.diskmill.store.Store;
import org.diskmill.store.StoreCall;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.tck.FaultyStore;
import org.diskmill.store.tck.Moment;
import org.diskmill.store.tck.StoreContract;
import org.diskmill.testkit.Faults;
import org.junit.jupiter.api.AfterEach;

/** A store that often fails, behind one that tries again, keeps the whole contract. */
class RetryingMemoryStoreTest extends StoreContract {
  private static final RetryPolicy POLICY = new RetryPolicy(12, Duration.ZERO, 1, 0);

  /** What a repetition can find done already. A second upload begun would be left over. */
  private static final Set<StoreCall> REPEATABLE =
      EnumSet.complementOf(EnumSet.of(StoreCall.BEGIN, StoreCall.CLOSE));

  private final MemoryStore memory = new MemoryStore();
  private final Faults before = Faults.random(1, 0.2);
  private final Faults after = Faults.random(2, 0.2);

  @Override
  protected Store fresh() {
    return again();
  }

  @Override
  protected Store again() {
    Set<StoreCall> all = EnumSet.complementOf(EnumSet.of(StoreCall.CLOSE));
    Store faulty = new FaultyStore(memory, all, Moment.BEFORE, Reason.BUSY, before);
    Store lossy = new FaultyStore(faulty, REPEATABLE, Moment.AFTER, Reason.UNREACHABLE, after);
    return new RetryingStore(lossy, POLICY, Job.unattended());
  }

  @AfterEach
  void thereWereFaults() {
    assertThat(before.calls() < 50 || before.thrown() > 0).isTrue();
  }
}
