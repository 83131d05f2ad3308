// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.diskmill.io.Job;

/**
 * What a service does at the moment, so that it can end before what it works with is closed. Safe for
 * use by many threads.
 */
final class Operations {
  private final Map<Job, Thread> running = new HashMap<>();
  private final Set<Thread> listening = ConcurrentHashMap.newKeySet();
  private boolean ended;

  /** One call of the service. */
  @FunctionalInterface
  interface Operation<T> {
    /**
     * Does it.
     *
     * @param part is cancelled with the caller's job, or when the service closes
     */
    T run(Job part) throws IOException;
  }

  /**
   * Does something that {@link #end} waits for.
   *
   * @throws IllegalStateException after {@link #end}
   */
  <T> T run(Job job, Operation<T> operation) throws IOException {
    Job part = job.part(listener -> progress -> tell(() -> listener.heard(progress)));
    begin(part);
    try {
      return operation.run(part);
    } finally {
      forget(part);
    }
  }

  /** Tells a listener of what is done, which waits for it. */
  void tell(Runnable listener) {
    boolean outermost = listening.add(Thread.currentThread());
    try {
      listener.run();
    } finally {
      if (outermost) {
        listening.remove(Thread.currentThread());
      }
    }
  }

  /**
   * Lets nothing begin any more, stops what runs at its next checkpoint, and waits for that. An
   * interrupt ends only the waiting.
   *
   * @throws IllegalStateException from inside an operation or a listener, which would wait for itself
   */
  synchronized void end() {
    Thread caller = Thread.currentThread();
    if (running.containsValue(caller) || listening.contains(caller)) {
      throw new IllegalStateException(
          "close: called by what this image service does, which would wait for itself;"
              + " close it from another thread");
    }
    ended = true;
    running.keySet().forEach(job -> job.cancel("cancelled: the image service was closed"));
    while (!running.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException impatient) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private synchronized void begin(Job part) {
    if (ended) {
      throw new IllegalStateException("this image service was closed");
    }
    running.put(part, Thread.currentThread());
  }

  private synchronized void forget(Job part) {
    running.remove(part);
    notifyAll();
  }
}
