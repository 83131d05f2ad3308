// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.diskmill.image.DiskImage;
import org.diskmill.io.Job;
import org.diskmill.io.Tasks;

/**
 * Compares what two guests would see; the shorter disk is followed by zeros.
 *
 * <p>The images stay the caller's.
 */
public final class Comparison {
  private final DiskImage a;
  private final DiskImage b;
  private final int workers;

  private Comparison(DiskImage a, DiskImage b, int workers) {
    this.a = Objects.requireNonNull(a, "a");
    this.b = Objects.requireNonNull(b, "b");
    this.workers = workers;
  }

  /** Compares these two with a thread for each processor. */
  public static Comparison of(DiskImage a, DiskImage b) {
    return new Comparison(a, b, Runtime.getRuntime().availableProcessors());
  }

  /** The same comparison on that many threads. */
  public Comparison workers(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count: " + count + " is below 1");
    }
    return new Comparison(a, b, count);
  }

  /** The first guest offset, in bytes, at which they differ; empty when they are the same. */
  public OptionalLong firstDifference(Job job) throws IOException {
    Objects.requireNonNull(job, "job");
    long size = Math.max(a.size(), b.size());
    Stretches stretches = new Stretches(size, job.begin("comparing", size));
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<OptionalLong>> searches = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        Callable<OptionalLong> search = new Search(a, b, stretches);
        searches.add(threads.submit(search));
      }
      OptionalLong first = OptionalLong.empty();
      for (Future<OptionalLong> search : searches) {
        OptionalLong found = Tasks.resultUnlessInterrupted(search, "comparing");
        if (found.isPresent() && (first.isEmpty() || found.getAsLong() < first.getAsLong())) {
          first = found;
        }
      }
      return first;
    } finally {
      stretches.stop();
      // They read from images that the caller may close next.
      Tasks.end(threads);
    }
  }
}
