// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.diskmill.io.Job;

/** A wait that the job can end. */
@FunctionalInterface
interface Pause {
  /** Parks the thread, and looks at the job often enough that cancelling feels immediate. */
  Pause PARKING = Pause::park;

  void pause(Duration length, Job job) throws IOException;

  private static void park(Duration length, Job job) throws IOException {
    long lookEvery = Duration.ofMillis(50).toNanos();
    long end = System.nanoTime() + length.toNanos();
    job.checkpoint();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, lookEvery));
      job.checkpoint();
      // An interrupted thread no longer parks: without this it would spin until the end.
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while waiting to try again");
      }
    }
  }
}
