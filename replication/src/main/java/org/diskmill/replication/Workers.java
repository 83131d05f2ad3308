// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

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
    boolean interrupted = false;
    for (Future<?> future : running) {
      interrupted |= await(future);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean await(Future<?> future) {
    boolean interrupted = false;
    while (true) {
      try {
        future.get();
        return interrupted;
      } catch (InterruptedException again) {
        interrupted = true;
      } catch (ExecutionException failed) {
        throw new IllegalStateException("a worker let something escape", failed.getCause());
      }
    }
  }

  /** Returns when that work has ended, however it did, and even if somebody interrupts. */
  static void end(Future<?> work) {
    boolean interrupted = false;
    while (!work.isDone()) {
      try {
        work.get();
      } catch (InterruptedException again) {
        interrupted = true;
      } catch (ExecutionException failed) {
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
