// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.diskmill.io.Progress;
import org.diskmill.io.ProgressListener;
import org.jspecify.annotations.Nullable;

/** Shows a job's activities one after another on standard error, each with rate and time left. */
final class ProgressBars implements ProgressListener, AutoCloseable {
  private static final int MEBI = 1 << 20;

  private final boolean shown;
  private @Nullable ProgressBar bar;
  private String activity = "";

  ProgressBars(boolean shown) {
    this.shown = shown;
  }

  @Override
  public synchronized void heard(Progress progress) {
    if (!shown) {
      return;
    }
    ProgressBar current = bar;
    if (current == null || !activity.equals(progress.activity())) {
      close();
      activity = progress.activity();
      current = begin(progress);
      bar = current;
    }
    current.stepTo(progress.doneBytes());
  }

  private static ProgressBar begin(Progress progress) {
    return new ProgressBarBuilder()
        .setTaskName(progress.activity())
        .setInitialMax(progress.totalBytes().orElse(-1))
        .setUnit(" MiB", MEBI)
        .setStyle(ProgressBarStyle.ASCII)
        .showSpeed()
        .build();
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
