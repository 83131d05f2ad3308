// SPDX-License-Identifier: Apache-2.0
package org.diskmill.quickstart;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.diskmill.io.Job;
import org.diskmill.io.Progress;
import org.jspecify.annotations.Nullable;

/** A job with a progress bar, which Ctrl-C stops in an orderly way. */
final class Watched implements AutoCloseable {
  private static final int MEBI = 1 << 20;
  private static final int SECONDS_TO_CLEAN_UP = 30;

  private final Job job = Job.watched(this::heard);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "quickstart-interrupt");
  private @Nullable ProgressBar bar;
  private String activity = "";

  static Watched begin() {
    Watched watched = new Watched();
    Runtime.getRuntime().addShutdownHook(watched.hook);
    return watched;
  }

  Job job() {
    return job;
  }

  private synchronized void heard(Progress progress) {
    ProgressBar current = bar;
    if (current == null || !activity.equals(progress.activity())) {
      finish();
      activity = progress.activity();
      current = new ProgressBarBuilder()
          .setTaskName(activity)
          .setInitialMax(progress.totalBytes().orElse(-1))
          .setUnit(" MiB", MEBI)
          .setStyle(ProgressBarStyle.ASCII)
          .showSpeed()
          .build();
      bar = current;
    }
    current.stepTo(progress.doneBytes());
  }

  /** Ends the bar, so that lines can follow. */
  synchronized void finish() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void stop() {
    job.cancel();
    try {
      if (!ended.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
        System.err.println("quickstart: gave up waiting for the work to stop");
      }
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finish();
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then the hook is what we are ending for.
      ended.countDown();
    }
  }
}
