// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

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
  private final int window;
  private final Emitter<T> emitter;
  private volatile boolean abandoned;

  OrderedPipeline(Executor workers, int window, Emitter<T> emitter) {
    this.workers = workers;
    this.window = window;
    this.emitter = emitter;
  }

  /** Submits a task, first waiting for the oldest one if the window is full. */
  void submit(Callable<T> task) throws IOException {
    if (inFlight.size() >= window) {
      emitOldest();
    }
    FutureTask<T> future = new FutureTask<>(() -> unlessAbandoned(task));
    inFlight.add(future);
    try {
      workers.execute(future);
    } catch (RuntimeException notTaken) {
      // The caller's pool is full, shut down or broken: this thread does it at its turn, and a task
      // that was taken all the same is only done once.
    }
  }

  /** Waits for everything submitted. */
  void drain() throws IOException {
    while (!inFlight.isEmpty()) {
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
    emitter.emit(result(oldest));
  }

  private static <T> T result(FutureTask<T> task) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException waitOn) {
          // Passing it on to whoever looks; an interrupt inside a channel would close it for all.
          interrupted = true;
        } catch (ExecutionException failed) {
          throw unwrapped(failed.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException unwrapped(@Nullable Throwable cause) {
    if (cause instanceof IOException failure) {
      return failure;
    }
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    if (cause instanceof Error failure) {
      throw failure;
    }
    throw new IllegalStateException(cause);
  }

  /**
   * Abandons what has not started, and waits for what has: tasks use sources that the caller is about
   * to close. Never interrupts.
   */
  @Override
  public void close() {
    abandoned = true;
    for (FutureTask<T> task : inFlight) {
      task.run();
      try {
        result(task);
      } catch (IOException | RuntimeException reportedAlready) {
        // The first failure in order is the one that the caller hears of.
      }
    }
    inFlight.clear();
  }
}
