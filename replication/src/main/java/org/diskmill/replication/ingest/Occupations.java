// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Job;
import org.diskmill.replication.PlanException;
import org.diskmill.replication.RuleCode;

/**
 * Who is at work on what, in this process; there is no other on the same data. A second wish that is
 * the same waits for the first and then finds it fulfilled; a different one is refused.
 */
final class Occupations {
  /** How often one that waits looks whether it was cancelled, in milliseconds. */
  private static final long LOOK = 100;

  private final Map<Object, Object> busy = new HashMap<>();

  /** Being at work. Ends when closed. */
  @FunctionalInterface
  interface Occupation extends AutoCloseable {
    @Override
    void close();

    /** The work itself. */
    default <T> T during(Work<T> work) throws IOException {
      return work.run();
    }
  }

  /** Work that gives something. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Begins work.
   *
   * @param subject what the work is on
   * @param wish what the work is; equal ones wait for each other
   */
  Occupation enter(Object subject, Object wish, Job job) throws PlanException {
    synchronized (busy) {
      while (busy.containsKey(subject)) {
        Object other = busy.get(subject);
        if (!wish.equals(other)) {
          throw new PlanException(RuleCode.OPERATION_IN_PROGRESS, subject + ": busy with " + other);
        }
        await(job);
      }
      busy.put(subject, wish);
    }
    return () -> leave(subject);
  }

  private void leave(Object subject) {
    synchronized (busy) {
      busy.remove(subject);
      busy.notifyAll();
    }
  }

  private void await(Job job) {
    job.checkpoint();
    try {
      busy.wait(LOOK);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }
}
