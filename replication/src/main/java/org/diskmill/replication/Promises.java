// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.diskmill.io.CancelledException;

/** The steps of a plan that others wait for. Safe for use by many threads. */
final class Promises {
  private final Map<Step, CompletableFuture<Void>> promises = new HashMap<>();

  Promises(Plan plan) {
    plan.steps().forEach(step -> promises.put(step, new CompletableFuture<>()));
  }

  void keep(Step step) {
    of(step).complete(null);
  }

  /** Breaks the promise, unless it was kept. */
  void breakOff(Step step, Throwable why) {
    of(step).completeExceptionally(why);
  }

  /**
   * Waits until a step is done.
   *
   * @throws TransferException when it failed
   * @throws CancelledException when it was cancelled
   */
  void await(Step step, RuleCode code) throws TransferException {
    try {
      of(step).join();
    } catch (CompletionException failed) {
      Throwable why = failed.getCause() == null ? failed : failed.getCause();
      if (why instanceof CancelledException cancelled) {
        throw cancelled;
      }
      throw new TransferException(
          code, "store " + step.site().name() + " failed first: " + Failures.message(why), why);
    }
  }

  /** As {@link #await}, for several. */
  void awaitAll(Collection<? extends Step> steps, RuleCode code) throws TransferException {
    for (Step step : steps) {
      await(step, code);
    }
  }

  private CompletableFuture<Void> of(Step step) {
    CompletableFuture<Void> promise = promises.get(step);
    if (promise == null) {
      throw new IllegalStateException(step.id() + ": is not in the plan");
    }
    return promise;
  }
}
