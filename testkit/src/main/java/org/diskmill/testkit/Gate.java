// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * Lets a test decide when something slow goes on, so that being slow needs no time.
 *
 * <p>Safe for use by many threads.
 */
public final class Gate {
  private final Semaphore passes = new Semaphore(0);
  private final CountDownLatch somebodyWaits = new CountDownLatch(1);

  /** A gate that lets nothing through yet. */
  public Gate() {}

  /** Lets that many calls through, now or when they come. */
  public void letThrough(int calls) {
    passes.release(calls);
  }

  /** Lets everything through from now on. */
  public void open() {
    // Half the range: callers may add passes without overflowing the semaphore.
    passes.release(Integer.MAX_VALUE / 2);
  }

  /** Waits until somebody has come to the gate. */
  public void awaitArrival() throws InterruptedException {
    somebodyWaits.await();
  }

  void pass() {
    somebodyWaits.countDown();
    passes.acquireUninterruptibly();
  }
}
