// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Job;
import org.diskmill.io.RetryPolicy;
import org.diskmill.store.StoreException.Reason;
import org.junit.jupiter.api.Test;

class RetryingTest {
  private static final RetryPolicy POLICY = new RetryPolicy(4, Duration.ofSeconds(10), 2, 5);

  private final List<Duration> waits = new ArrayList<>();
  private final Job job = Job.unattended();
  private final Retrying retrying =
      new Retrying("test", POLICY, job, (length, unused) -> waits.add(length));
  private int tries;

  @Test
  void itTriesAsOftenAsThePolicySaysAndWaitsAsItDraws() {
    assertThatThrownBy(() -> run(StoreCall.PUT, Reason.BUSY, 99))
        .isInstanceOf(StoreException.class);
    assertThat(tries).isEqualTo(4);
    assertThat(waits)
        .containsExactly(POLICY.waitAfter(1), POLICY.waitAfter(2), POLICY.waitAfter(3));
  }

  @Test
  void successEndsIt() throws IOException {
    assertThat(run(StoreCall.STAT, Reason.UNREACHABLE, 2)).isEqualTo("done");
    assertThat(tries).isEqualTo(3);
  }

  @Test
  void onlyWhatIsWorthItIsTriedAgain() {
    for (Reason reason : Reason.values()) {
      tries = 0;
      StoreException failure = new StoreException(reason, "no");
      assertThatThrownBy(() -> run(StoreCall.STAT, reason, 99)).isInstanceOf(StoreException.class);
      assertThat(tries).isEqualTo(failure.worthRetrying() ? 4 : 1);
    }
  }

  @Test
  void closingIsNotTriedAgain() {
    assertThatThrownBy(() -> run(StoreCall.CLOSE, Reason.BUSY, 99))
        .isInstanceOf(StoreException.class);
    assertThat(tries).isEqualTo(1);
  }

  @Test
  void aWaitEndsWhenTheJobIsCancelled() {
    job.cancel();
    assertThatThrownBy(() -> Pause.PARKING.pause(Duration.ofDays(1), job))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void aWaitEndsWhenTheThreadIsInterruptedAndTheMarkStays() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Pause.PARKING.pause(Duration.ofDays(1), job))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private String run(StoreCall call, Reason reason, int failures) throws IOException {
    return retrying.around(call, () -> {
      tries++;
      if (tries <= failures) {
        throw new StoreException(reason, "try " + tries);
      }
      return "done";
    });
  }
}
