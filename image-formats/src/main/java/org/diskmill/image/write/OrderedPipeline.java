// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.IntSupplier;
import org.diskmill.io.Tasks;

/**
 * Runs tasks in parallel and hands their results on in the order they were submitted.
 *
 * <p>The queue of unfinished tasks is the whole mechanism: its order is the output's order, and its
 * bound is the back-pressure. Used by one thread at a time.
 */
final class OrderedPipeline<T> implements AutoCloseable {
  /** Takes one result. */
  @FunctionalInterface
  interface Emitter<T> {
    void emit(T result) throws IOException;
  }

  private final Deque<FutureTask<T>> inFlight = new ArrayDeque<>();
  private final Executor workers;
  private final IntSupplier window;
  private final Emitter<T> emitter;
  private volatile boolean abandoned;

  /**
   * A pipeline without tasks.
   *
   * @param window how many tasks may be in flight; asked for each time, as workers may become more
   */
  OrderedPipeline(Executor workers, IntSupplier window, Emitter<T> emitter) {
    this.workers = workers;
    this.window = window;
    this.emitter = emitter;
  }

  /**
   * Submits a task, if the window is full first waiting for the older half: a worker without work
   * sleeps, and waking it for every single task costs more than a short task does.
   */
  void submit(Callable<T> task) throws IOException {
    int most = window.getAsInt();
    if (inFlight.size() >= most) {
      emitUntil(most - most / 2);
    }
    FutureTask<T> future = new FutureTask<>(() -> unlessAbandoned(task));
    inFlight.add(future);
    Tasks.offer(future, workers);
  }

  /** Waits for everything submitted. */
  void drain() throws IOException {
    emitUntil(0);
  }

  private void emitUntil(int left) throws IOException {
    while (inFlight.size() > left) {
      emitOldest();
    }
  }

  private T unlessAbandoned(Callable<T> task) throws Exception {
    if (abandoned) {
      throw new CancellationException("abandoned");
    }
    return task.call();
  }

  private void emitOldest() throws IOException {
    FutureTask<T> oldest = inFlight.remove();
    // If no worker has begun it, this thread does it: there is nothing else to wait for, and an
    // executor that is full of waiters would otherwise never come to it.
    oldest.run();
    emitter.emit(Tasks.result(oldest));
  }

  /**
   * Abandons what has not started, and waits for what has: tasks use sources that the caller is about
   * to close. Never interrupts.
   */
  @Override
  public void close() {
    abandoned = true;
    // What it ended with is dropped: the first failure in order is the one that the caller hears
    // of.
    Tasks.end(inFlight);
    inFlight.clear();
  }
}
