// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Work that helpers do beside the calling thread, which does itself what they have not begun when it
 * needs the result: an executor that is full, even of such callers, or that fails to take more, only
 * makes it slower.
 *
 * <p>Used by one thread at a time.
 */
final class Beside {
  private final Executor helpers;
  private final List<FutureTask<Boolean>> running = new ArrayList<>();

  Beside(Executor helpers) {
    this.helpers = helpers;
  }

  /** Has something done; what it returns is nobody's business. */
  void start(Callable<Boolean> work) {
    FutureTask<Boolean> task = new FutureTask<>(work);
    running.add(task);
    try {
      helpers.execute(task);
    } catch (RuntimeException notTaken) {
      // Full, shut down or broken: it is done by who waits, and only once if it was taken all the
      // same.
    }
  }

  /** Returns when all is done, and throws what the first that failed threw. */
  void await() throws IOException {
    end();
    List<FutureTask<Boolean>> ended = List.copyOf(running);
    running.clear();
    for (FutureTask<Boolean> task : ended) {
      try {
        task.get();
      } catch (ExecutionException failed) {
        rethrow(failed.getCause());
      } catch (InterruptedException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** Returns when nothing is being done any more, however it ended. */
  void end() {
    boolean interrupted = false;
    for (FutureTask<Boolean> task : running) {
      task.run();
      interrupted |= ended(task);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits, and says whether somebody interrupted that. */
  private static boolean ended(FutureTask<Boolean> task) {
    boolean interrupted = false;
    while (true) {
      try {
        task.get();
        return interrupted;
      } catch (ExecutionException looksLater) {
        return interrupted;
      } catch (InterruptedException waitOn) {
        interrupted = true;
      }
    }
  }

  private static void rethrow(@Nullable Throwable cause) throws IOException {
    if (cause instanceof IOException failure) {
      throw failure;
    }
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    if (cause instanceof Error failure) {
      throw failure;
    }
    throw new IllegalStateException(cause);
  }
}
