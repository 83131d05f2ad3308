// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class OrderedPipelineTest {
  private static final int WINDOW = 6;

  private final List<Integer> begun = new ArrayList<>();
  private final List<Integer> emitted = new ArrayList<>();

  /** Nobody helps, so that tasks are run when somebody needs them, by who needs them. */
  private static final Executor NOBODY = task -> {
    throw new RejectedExecutionException("nobody");
  };

  private OrderedPipeline<Integer> pipeline(Executor workers) {
    return new OrderedPipeline<>(workers, () -> WINDOW, emitted::add);
  }

  private Integer task(int number) {
    begun.add(number);
    return number;
  }

  @Test
  void aFullWindowIsHalfEmptiedBeforeMoreIsSubmitted() throws IOException {
    try (OrderedPipeline<Integer> pipeline = pipeline(Runnable::run)) {
      List<Integer> emittedBy = new ArrayList<>();
      for (int i = 0; i < 3 * WINDOW; i++) {
        int number = i;
        pipeline.submit(() -> task(number));
        emittedBy.add(emitted.size());
      }
      assertEquals(List.of(0, 0, 0, 0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12), emittedBy);
      pipeline.drain();
    }
    assertEquals(3 * WINDOW, emitted.size());
  }

  @Test
  void resultsComeInTheOrderOfTheirTasksWhateverThatOfTheirEnds() throws IOException {
    List<Runnable> waiting = new ArrayList<>();
    try (OrderedPipeline<Integer> pipeline = pipeline(waiting::add)) {
      for (int i = 0; i < WINDOW; i++) {
        int number = i;
        pipeline.submit(() -> task(number));
      }
      for (int i = WINDOW - 1; i >= 0; i--) {
        waiting.get(i).run();
      }
      pipeline.drain();
    }
    assertEquals(List.of(5, 4, 3, 2, 1, 0), begun);
    assertEquals(List.of(0, 1, 2, 3, 4, 5), emitted);
  }

  @Test
  void whatNobodyHelpsWithIsDoneByTheCaller() throws IOException {
    try (OrderedPipeline<Integer> pipeline = pipeline(NOBODY)) {
      pipeline.submit(() -> task(1));
      pipeline.submit(() -> task(2));
      assertEquals(List.of(), begun);
      pipeline.drain();
    }
    assertEquals(List.of(1, 2), emitted);
  }

  @Test
  void theFirstFailureInOrderIsTheOneThatIsHeardAndNothingBegunLaterIsEmitted() {
    IOException failed = assertThrows(IOException.class, () -> {
      try (OrderedPipeline<Integer> pipeline = pipeline(NOBODY)) {
        pipeline.submit(() -> task(1));
        pipeline.submit(() -> {
          throw new IOException("second");
        });
        pipeline.submit(() -> {
          throw new IOException("third");
        });
        pipeline.submit(() -> task(4));
        pipeline.drain();
      }
    });
    assertEquals("second", failed.getMessage());
    assertEquals(List.of(1), begun);
    assertEquals(List.of(1), emitted);
  }
}
