// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TasksTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    // Whatever a test leaves behind would end up in the next one.
    Thread.interrupted();
    threads.shutdown();
  }

  private static FutureTask<Integer> done(Callable<Integer> work) {
    FutureTask<Integer> task = new FutureTask<>(work);
    task.run();
    return task;
  }

  private static FutureTask<Integer> failed(Throwable why) {
    return done(() -> {
      if (why instanceof Error error) {
        throw error;
      }
      throw (Exception) why;
    });
  }

  @Test
  void whatATaskThrewIsThrownAsItIs() throws IOException {
    assertEquals(7, Tasks.result(done(() -> 7)));
    assertEquals(7, Tasks.resultUnlessInterrupted(done(() -> 7), "testing"));
    for (Throwable why :
        List.of(new IOException(), new IllegalStateException(), new OutOfMemoryError())) {
      assertSame(why, assertThrows(Throwable.class, () -> Tasks.result(failed(why))));
      assertSame(
          why,
          assertThrows(
              Throwable.class, () -> Tasks.resultUnlessInterrupted(failed(why), "testing")));
    }
  }

  @Test
  void whatNobodyDeclaredIsWrapped() {
    Exception why = new ReflectiveOperationException();
    IllegalStateException wrapped =
        assertThrows(IllegalStateException.class, () -> Tasks.result(failed(why)));
    assertSame(why, wrapped.getCause());
  }

  @Test
  void anInterruptDoesNotStopTheWaitAndIsNotLost() throws IOException {
    FutureTask<Integer> task = new FutureTask<>(new WhileInterrupted(Thread.currentThread()));
    threads.execute(task);
    assertEquals(1, Tasks.result(task));
    assertTrue(Thread.interrupted());
  }

  @Test
  void anInterruptStopsTheWaitThatSaysSo() {
    FutureTask<Integer> never = new FutureTask<>(() -> 1);
    Thread.currentThread().interrupt();
    IOException stopped =
        assertThrows(IOException.class, () -> Tasks.resultUnlessInterrupted(never, "testing"));
    assertEquals("interrupted while testing", stopped.getMessage());
    assertInstanceOf(InterruptedException.class, stopped.getCause());
    assertTrue(Thread.interrupted());
    assertFalse(never.isDone());
  }

  @Test
  void anInterruptOfTheWaitDoesNotReachTheWorkThatFollows() {
    CountDownLatch begun = new CountDownLatch(1);
    WhileInterrupted interrupting = new WhileInterrupted(Thread.currentThread());
    FutureTask<Integer> others = new FutureTask<>(() -> {
      begun.countDown();
      return interrupting.call();
    });
    AtomicBoolean reached = new AtomicBoolean();
    FutureTask<Integer> ours = new FutureTask<>(() -> {
      reached.set(Thread.currentThread().isInterrupted());
      return 2;
    });
    threads.execute(others);
    while (begun.getCount() > 0) {
      // Awaiting it, this thread would look as if it waited for the work.
      Thread.onSpinWait();
    }
    Tasks.end(List.of(others, ours));
    assertTrue(ours.isDone());
    assertFalse(reached.get());
    assertTrue(Thread.interrupted());
  }

  @Test
  void endingWaitsForAllHoweverTheyEnd() {
    FutureTask<Integer> cancelled = new FutureTask<>(() -> 1);
    cancelled.cancel(false);
    FutureTask<Integer> last = new FutureTask<>(() -> 1);
    Tasks.end(List.of(failed(new OutOfMemoryError()), failed(new IOException()), cancelled, last));
    assertTrue(last.isDone());
  }

  @Test
  void endingThreadsWaitsForAllThatWasSubmitted() {
    AtomicInteger count = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      threads.execute(count::incrementAndGet);
    }
    Thread.currentThread().interrupt();
    Tasks.end(threads);
    assertEquals(100, count.get());
    assertTrue(Thread.interrupted());
  }

  @Test
  void whatIsOfferedRunsOnceWhateverBecomesOfTheOffer() {
    List<RuntimeException> failures =
        List.of(new RejectedExecutionException(), new IllegalStateException());
    for (RuntimeException failure : failures) {
      for (boolean taken : new boolean[] {false, true}) {
        List<Integer> runs = new ArrayList<>();
        FutureTask<Boolean> task = new FutureTask<>(() -> runs.add(1));
        Tasks.offer(task, work -> {
          if (taken) {
            work.run();
          }
          throw failure;
        });
        Tasks.end(List.of(task));
        assertEquals(List.of(1), runs);
      }
    }
  }

  /** Interrupts a thread that waits for it, and ends when that one waits again. */
  private record WhileInterrupted(Thread waiting) implements Callable<Integer> {
    @Override
    public Integer call() {
      waits();
      waiting.interrupt();
      waits();
      return 1;
    }

    private void waits() {
      while (waiting.isInterrupted() || waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
  }
}
