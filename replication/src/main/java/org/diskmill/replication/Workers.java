// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one run: one a site, so that no site waits for another's store, and helpers. */
final class Workers implements Executor, AutoCloseable {
  private final ExecutorService threads;

  Workers(String name) {
    AtomicInteger number = new AtomicInteger();
    this.threads = Executors.newCachedThreadPool(work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    });
  }

  /** Starts work that lets nothing escape. */
  Future<?> start(Runnable work) {
    return threads.submit(work);
  }

  /** Starts work whose end and failure somebody else sees to. */
  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  /** Returns when all of it has ended, even if somebody interrupts. */
  static void await(Collection<Future<?>> running) {
    for (Future<?> future : running) {
      try {
        Uninterruptibles.getUninterruptibly(future);
      } catch (ExecutionException failed) {
        throw new IllegalStateException("a worker let something escape", failed.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
