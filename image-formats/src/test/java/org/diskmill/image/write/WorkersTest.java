// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.diskmill.io.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
  /** A task that waits and does not work, which is what is tested here. */
  private static Runnable sleep(int millis) {
    return () -> {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    };
  }

  private static void run(Workers workers, Runnable task, int times) throws IOException {
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      tasks.add(new FutureTask<>(task, null));
    }
    tasks.forEach(workers::execute);
    for (FutureTask<Void> one : tasks) {
      Tasks.result(one);
    }
  }

  @Test
  void upToOneAProcessorAllBeginAtOnce() throws IOException {
    try (Workers workers = new Workers(3, 4)) {
      assertEquals(3, workers.threads());
      CountDownLatch all = new CountDownLatch(3);
      run(workers, () -> meet(all), 3);
    }
  }

  private static void meet(CountDownLatch all) {
    all.countDown();
    try {
      all.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void thoseBeyondTheProcessorsBeginWhenTheOthersWait() throws IOException {
    try (Workers workers = new Workers(7, 2)) {
      assertEquals(2, workers.threads());
      run(workers, sleep(60), 4);
      assertEquals(7, workers.threads());
      CountDownLatch all = new CountDownLatch(7);
      run(workers, () -> meet(all), 7);
    }
  }
}
