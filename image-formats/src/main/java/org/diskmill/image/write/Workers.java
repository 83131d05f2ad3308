// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of our own for one conversion; gone when it is closed, which waits for none. */
final class Workers implements Executor, AutoCloseable {
  private final ExecutorService pool;

  Workers(int count) {
    AtomicInteger number = new AtomicInteger();
    this.pool = Executors.newFixedThreadPool(count, task -> {
      Thread thread = new Thread(task, "diskmill-convert-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    });
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
