// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

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
    Tasks.offer(task, helpers);
  }

  /** Returns when all is done, and throws what the first that failed threw. */
  void await() throws IOException {
    end();
    List<FutureTask<Boolean>> ended = List.copyOf(running);
    running.clear();
    for (FutureTask<Boolean> task : ended) {
      Tasks.result(task);
    }
  }

  /** Returns when nothing is being done any more, however it ended. */
  void end() {
    Tasks.end(running);
  }
}
