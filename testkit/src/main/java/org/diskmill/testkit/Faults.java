// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/**
 * Decides which calls fail. One may be shared by several decorators, which it then counts together.
 *
 * <p>Safe for use by many threads.
 */
public final class Faults {
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong thrown = new AtomicLong();
  private final LongPredicate failing;

  private Faults(LongPredicate failing) {
    this.failing = failing;
  }

  /** The call of that number fails, counted from 1, and no other. */
  public static Faults onCall(long number) {
    return new Faults(call -> call == number);
  }

  /** All calls from that number on fail, counted from 1. */
  public static Faults fromCall(long number) {
    return new Faults(call -> call >= number);
  }

  /** Calls fail with that probability; the same seed fails the same calls. */
  public static Faults random(long seed, double probability) {
    return new Faults(
        call -> new SplittableRandom(seed * 0x9E3779B97F4A7C15L + call).nextDouble() < probability);
  }

  /** How many calls there were. */
  public long calls() {
    return calls.get();
  }

  /** How many of them failed. */
  public long thrown() {
    return thrown.get();
  }

  /** Counts a call, and throws if it is one that fails. */
  public void call(String what) throws IOException {
    long number = calls.incrementAndGet();
    if (failing.test(number)) {
      thrown.incrementAndGet();
      throw new InjectedFault(what + ": call " + number + " fails on purpose");
    }
  }
}
