// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.diskmill.store.Interceptor;
import org.diskmill.store.StoreCall;
import org.diskmill.store.tck.Moment;

/**
 * Lets a simulated process die at one of its outward acts: a call to any store, or a ledger line.
 *
 * <p>Acts are made one at a time, so that the world can be looked at between any two of them.
 */
final class CrashClock {
  /** The process is gone. An error, so that nothing which handles failures takes it for one. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death(String message) {
      super(message);
    }
  }

  /** Looks at the world after an act. */
  @FunctionalInterface
  interface Look {
    void look() throws IOException;
  }

  private final ReentrantLock acting = new ReentrantLock();
  private final int last;
  private final Moment moment;
  private final Look look;
  private int acts;
  private boolean dead;

  /** Dies at that act, counted from 1; 0 for never. */
  CrashClock(int last, Moment moment, Look look) {
    this.last = last;
    this.moment = moment;
    this.look = look;
  }

  <T> T act(String name, Interceptor.Action<T> action) throws IOException {
    acting.lock();
    try {
      boolean due = !dead && ++acts == last;
      if (dead || due && moment == Moment.BEFORE) {
        dead = true;
        throw new Death("before act " + acts + ", " + name);
      }
      T result = action.run();
      look.look();
      if (due) {
        dead = true;
        throw new Death("after act " + acts + ", " + name);
      }
      return result;
    } finally {
      acting.unlock();
    }
  }

  /** For a store. Closing and reading are no acts: they change nothing that outlives the process. */
  Interceptor interceptor(String site) {
    return new Interceptor() {
      @Override
      public <T> T around(StoreCall call, Action<T> action) throws IOException {
        return call == StoreCall.CLOSE || call == StoreCall.READ
            ? action.run()
            : act(site + " " + call, action);
      }
    };
  }

  boolean died() {
    return dead;
  }
}
