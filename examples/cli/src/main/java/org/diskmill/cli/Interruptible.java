// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.diskmill.io.Job;
import org.diskmill.io.ProgressListener;

/**
 * A piece of work that Ctrl-C stops in an orderly way: the job is cancelled, and the process ends
 * only when the work has cleaned up, or has had long enough to.
 */
public final class Interruptible implements AutoCloseable {
  private static final int SECONDS_TO_CLEAN_UP = 30;

  private final Job job;
  private final ProgressBars bars;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private Interruptible(boolean progress) {
    this.bars = new ProgressBars(progress);
    ProgressListener listener = bars;
    this.job = Job.watched(listener);
    this.hook = new Thread(this::stop, "diskmill-interrupt");
  }

  /** Begins, with progress bars or without. */
  public static Interruptible begin(boolean progress) {
    Interruptible run = new Interruptible(progress);
    Runtime.getRuntime().addShutdownHook(run.hook);
    return run;
  }

  /** The job to do the work under. */
  public Job job() {
    return job;
  }

  /** Ends the progress bar, so that lines can follow; later progress begins another. */
  public void endProgress() {
    bars.close();
  }

  private void stop() {
    job.cancel();
    try {
      if (!ended.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
        System.err.println("diskmill: gave up waiting for the work to stop");
      }
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    bars.close();
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then the hook is what we are ending for.
      ended.countDown();
    }
  }
}
