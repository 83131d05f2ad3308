// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of our own for one conversion; gone when it is closed, which waits for none.
 *
 * <p>Threads that share a processor only stand in each other's way, and threads that wait for a disk
 * or a network do not. Which these are shows when they run: as many as there are processors begin,
 * and the others when those are seen to wait, if only for a processor that others use.
 */
final class Workers implements Executor, AutoCloseable {
  private final ThreadPoolExecutor pool;
  private final Optional<Waiting> waiting;

  Workers(int count) {
    this(count, Runtime.getRuntime().availableProcessors());
  }

  Workers(int count, int processors) {
    this.waiting = count > processors ? Waiting.seen(processors, count) : Optional.empty();
    AtomicInteger number = new AtomicInteger();
    this.pool = new ThreadPoolExecutor(
        waiting.isPresent() ? processors : count,
        count,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread thread = new Thread(task, "diskmill-convert-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** How many there may be now. */
  int threads() {
    return pool.getCorePoolSize();
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(waiting.<Runnable>map(seen -> () -> grow(seen.during(task))).orElse(task));
  }

  private synchronized void grow(int useful) {
    if (useful > pool.getCorePoolSize()) {
      pool.setCorePoolSize(useful);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
