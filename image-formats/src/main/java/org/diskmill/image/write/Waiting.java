// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sees how much of their time threads do not run, and says how many of them keep the processors busy.
 * Why they do not run is not seen: for a disk or a network, or because others use the processors.
 * Safe for use by many threads.
 */
final class Waiting {
  /** What is judged at once: long enough that one late answer says little. */
  private static final long JUDGED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ThreadMXBean clock;
  private final int processors;
  private final int most;
  private long taken;
  private long worked;
  private int useful;

  private Waiting(ThreadMXBean clock, int processors, int most) {
    this.clock = clock;
    this.processors = processors;
    this.most = most;
    this.useful = processors;
  }

  /** For threads from {@code processors} to {@code most}; nothing where the JVM does not tell. */
  static Optional<Waiting> seen(int processors, int most) {
    try {
      ThreadMXBean clock = ManagementFactory.getThreadMXBean();
      return clock.isCurrentThreadCpuTimeSupported() && clock.isThreadCpuTimeEnabled()
          ? Optional.of(new Waiting(clock, processors, most))
          : Optional.empty();
    } catch (LinkageError noManagement) {
      // A run time that was put together without it, and the library on the class path.
      return Optional.empty();
    }
  }

  /** Runs a task in this thread, and says how many threads are of use, which never becomes less. */
  int during(Runnable task) {
    long began = System.nanoTime();
    long workedBefore = clock.getCurrentThreadCpuTime();
    task.run();
    return useful(System.nanoTime() - began, clock.getCurrentThreadCpuTime() - workedBefore);
  }

  /** How many threads are of use, now that another task took so long and worked for part of it. */
  synchronized int useful(long takenNanos, long workedNanos) {
    taken += takenNanos;
    worked += workedNanos;
    if (taken >= JUDGED_NANOS) {
      long busy = processors * taken / Math.max(1, worked);
      useful = (int) Math.max(useful, Math.min(busy, most));
      taken = 0;
      worked = 0;
    }
    return useful;
  }
}
