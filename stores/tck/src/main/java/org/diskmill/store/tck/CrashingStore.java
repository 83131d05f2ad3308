// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.diskmill.store.InterceptedStore;
import org.diskmill.store.Interceptor;
import org.diskmill.store.Store;
import org.diskmill.store.StoreCall;

/**
 * A store that crashes at one of its calls: that one throws {@link SimulatedCrash}, and so does
 * every call after it, also on what was handed out before.
 *
 * <p>Only closing still works, since a process that ends lets go of its files and locks. What was
 * done before the crash stays done in the store behind it, where a test goes on. Safe for use by
 * many threads.
 */
public final class CrashingStore extends InterceptedStore {
  private final Countdown countdown;

  /**
   * A store in front of {@code inner}.
   *
   * @param call at which call it crashes, counted from 1 without closing
   */
  public CrashingStore(Store inner, int call, Moment moment) {
    this(inner, new Countdown(call, moment));
  }

  private CrashingStore(Store inner, Countdown countdown) {
    super(inner, countdown);
    this.countdown = countdown;
  }

  /** Whether it came to the crash. */
  public boolean crashed() {
    return countdown.calls.get() >= countdown.last;
  }

  private record Countdown(int last, Moment moment, AtomicInteger calls) implements Interceptor {
    Countdown(int last, Moment moment) {
      this(last, moment, new AtomicInteger());
    }

    @Override
    public <T> T around(StoreCall call, Action<T> action) throws IOException {
      if (call == StoreCall.CLOSE) {
        return action.run();
      }
      int number = calls.incrementAndGet();
      if (number < last) {
        return action.run();
      }
      if (number == last && moment == Moment.AFTER) {
        T lost = action.run();
        LostAnswers.close(lost);
        throw new SimulatedCrash("after call " + number + ", " + call + ", answer lost: " + lost);
      }
      throw new SimulatedCrash("at call " + number + ", " + call);
    }
  }
}
