// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.diskmill.io.Progress;
import org.diskmill.io.ProgressListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows a job's progress on standard error, with rate and time left: one bar over all activities
 * that go on at once, and a new one when those are over and another begins. What is known to be
 * less than one MiB gets none: it is over before a bar could say anything.
 */
final class ProgressBars implements ProgressListener, AutoCloseable {
  private static final int MEBI = 1 << 20;

  private final boolean shown;
  private final Map<String, Progress> activities = new LinkedHashMap<>();
  private @Nullable ProgressBar bar;

  ProgressBars(boolean shown) {
    this.shown = shown;
  }

  @Override
  public synchronized void heard(Progress progress) {
    if (!shown || progress.totalBytes().orElse(Long.MAX_VALUE) < MEBI) {
      return;
    }
    if (!activities.containsKey(progress.activity()) && allDone()) {
      close();
    }
    activities.put(progress.activity(), progress);
    ProgressBar current = bar;
    if (current == null) {
      current = begin(progress.activity());
      bar = current;
    }
    current.maxHint(total());
    if (activities.size() > 1) {
      current.setExtraMessage(" and " + (activities.size() - 1) + " more");
    }
    current.stepTo(activities.values().stream().mapToLong(Progress::doneBytes).sum());
  }

  private boolean allDone() {
    return activities.values().stream()
        .allMatch(one -> one.doneBytes() >= one.totalBytes().orElse(Long.MAX_VALUE));
  }

  /** -1, for "not known", if one of them is not. */
  private long total() {
    long total = 0;
    for (Progress one : activities.values()) {
      if (one.totalBytes().isEmpty()) {
        return -1;
      }
      total += one.totalBytes().getAsLong();
    }
    return total;
  }

  private static ProgressBar begin(String activity) {
    return new ProgressBarBuilder()
        .setTaskName(activity)
        .setUnit(" MiB", MEBI)
        .setStyle(ProgressBarStyle.ASCII)
        .showSpeed()
        .build();
  }

  @Override
  public synchronized void close() {
    activities.clear();
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
