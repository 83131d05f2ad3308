// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** One stretch of a job with its own count of bytes. Safe for use by many threads. */
public final class Activity {
  private final Job job;
  private final String name;
  private final OptionalLong totalBytes;
  private final long startNanos;
  private final AtomicLong done = new AtomicLong();

  Activity(Job job, String name, OptionalLong totalBytes) {
    this.job = job;
    this.name = Objects.requireNonNull(name, "name");
    this.totalBytes = totalBytes;
    this.startNanos = job.nanos();
    job.tell(progress());
  }

  /**
   * Reports that {@code bytes} more are done; also a checkpoint.
   *
   * @throws CancelledException when the job was cancelled
   */
  public void advance(long bytes) {
    job.checkpoint();
    done.addAndGet(bytes);
    job.tell(progress());
  }

  /** How far it is. */
  public Progress progress() {
    return new Progress(name, done.get(), totalBytes, job.since(startNanos));
  }
}
