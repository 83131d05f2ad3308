// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does something on several threads that begin together. */
final class Threads {
  private Threads() {}

  /** What one thread does. */
  @FunctionalInterface
  interface Work {
    void run(int number) throws Exception;
  }

  static void each(int count, Work work) throws Exception {
    CyclicBarrier together = new CyclicBarrier(count);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        all.add(() -> {
          together.await();
          work.run(number);
          return true;
        });
      }
      for (Future<Boolean> one : threads.invokeAll(all)) {
        rethrow(one);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void rethrow(Future<Boolean> done) throws Exception {
    try {
      boolean unused = done.get();
    } catch (ExecutionException failed) {
      throw new AssertionError("one of several threads failed: " + failed.getCause(), failed);
    }
  }
}
