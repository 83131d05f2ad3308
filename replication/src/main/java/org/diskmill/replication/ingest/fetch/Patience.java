// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Job;

/**
 * How long a server may say nothing. The client's own limit ends with the head of an answer, and a body
 * that stops coming would be waited for for ever.
 *
 * <p>Safe for use by many threads.
 */
final class Patience {
  /** How often one that waits looks whether its job was cancelled, in milliseconds. */
  private static final long LOOK = 100;

  private final Duration most;
  private final LongSupplier nanos;

  /**
   * Patience.
   *
   * @param nanos a clock as {@link System#nanoTime}
   */
  Patience(Duration most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /** Something that may come. */
  @FunctionalInterface
  interface Look<T> {
    /** What has come within that many milliseconds. */
    Optional<T> within(long millis) throws IOException, InterruptedException;
  }

  /**
   * Waits.
   *
   * @return what came; empty when the patience has come to its end
   * @throws CancelledException when the job is cancelled meanwhile, or the thread is interrupted
   */
  <T> Optional<T> await(Look<T> look, Job job) throws IOException {
    long since = nanos.getAsLong();
    try {
      do {
        job.checkpoint();
        Optional<T> came = look.within(LOOK);
        if (came.isPresent()) {
          return came;
        }
      } while (nanos.getAsLong() - since < most.toNanos());
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }

  /** Its length, for people. */
  @Override
  public String toString() {
    return TimeUnit.NANOSECONDS.toSeconds(most.toNanos()) + " s";
  }
}
