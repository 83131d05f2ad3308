// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands work to other threads, waits for it, and tells how it ended.
 *
 * <p>What ends here reads from sources that the caller may close next, so these methods wait for it
 * even when the waiting thread is interrupted, unless they say otherwise; the thread is interrupted
 * again when they return. None of them interrupts the work: that would close the channel it is in for
 * everybody. Safe for use by many threads.
 */
public final class Tasks {
  private Tasks() {}

  /**
   * Offers work to threads that need not take it. Full, shut down or broken, whatever exception they
   * throw is dropped, so that no work is lost track of that was taken all the same; errors are not.
   * Whoever needs the result must run the task, which does nothing if somebody has begun it.
   */
  public static void offer(RunnableFuture<?> task, Executor helpers) {
    Objects.requireNonNull(task, "task");
    try {
      helpers.execute(task);
    } catch (RuntimeException notTaken) {
      // It is run by who waits for it.
    }
  }

  /** The result of a task. Throws what the task threw; a checked one that is no IOException is wrapped. */
  public static <T> T result(Future<T> task) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException waitOn) {
          interrupted = true;
        } catch (ExecutionException failed) {
          throw thrown(failed.getCause());
        }
      }
    } finally {
      interruptAgain(interrupted);
    }
  }

  /**
   * The result of a task that goes on when the waiting thread is interrupted; throws as {@link
   * #result}.
   *
   * @param doing what the interrupt's message says was interrupted, such as "hashing"
   * @throws IOException also when this thread is interrupted, which it stays
   */
  public static <T> T resultUnlessInterrupted(Future<T> task, String doing) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + doing, stopped);
    } catch (ExecutionException failed) {
      throw thrown(failed.getCause());
    }
  }

  /**
   * Returns when all of these have ended, however they did; runs here what nobody has begun. An
   * interrupt of the waiting is kept back until then: what runs next may be in a channel.
   */
  public static void end(Collection<? extends RunnableFuture<?>> tasks) {
    boolean interrupted = false;
    for (RunnableFuture<?> task : tasks) {
      task.run();
      interrupted |= ended(task);
    }
    interruptAgain(interrupted);
  }

  /** Waits, and says whether somebody interrupted that. */
  private static boolean ended(Future<?> task) {
    boolean interrupted = false;
    while (true) {
      try {
        task.get();
        return interrupted;
      } catch (ExecutionException | CancellationException whoWantsTheResultMeetsIt) {
        return interrupted;
      } catch (InterruptedException waitOn) {
        interrupted = true;
      }
    }
  }

  /** Returns when these threads have done all that was submitted to them; they take no more. */
  public static void end(ExecutorService threads) {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException waitOn) {
        interrupted = true;
      }
    }
    interruptAgain(interrupted);
  }

  private static void interruptAgain(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns what callers must declare, and throws what they need not. */
  private static IOException thrown(@Nullable Throwable cause) {
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
}
