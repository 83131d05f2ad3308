// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The caller's hand on a long operation: stops it, and hears how far it is.
 *
 * <p>One job may cover several activities one after another; each has its own total and clock. Safe
 * for use by many threads.
 */
public final class Job {
  private final ProgressListener listener;
  private final LongSupplier nanoClock;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private Job(ProgressListener listener, LongSupplier nanoClock) {
    this.listener = Objects.requireNonNull(listener, "listener");
    this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
  }

  /** A job that nobody listens to. */
  public static Job unattended() {
    return watched(progress -> {});
  }

  /** A job whose progress {@code listener} hears. */
  public static Job watched(ProgressListener listener) {
    return new Job(listener, System::nanoTime);
  }

  /** As {@link #watched}, with the clock that measures elapsed time, in nanoseconds. */
  public static Job watched(ProgressListener listener, LongSupplier nanoClock) {
    return new Job(listener, nanoClock);
  }

  /** Asks the work to stop at its next checkpoint. Returns at once. */
  public void cancel() {
    cancelled.set(true);
  }

  /** Whether {@link #cancel} was called. */
  public boolean cancelled() {
    return cancelled.get();
  }

  /**
   * A point at which the work can be stopped.
   *
   * @throws CancelledException when {@link #cancel} was called
   */
  public void checkpoint() {
    if (cancelled.get()) {
      throw new CancelledException("cancelled by the caller");
    }
  }

  /** Begins an activity whose end is known. */
  public Activity begin(String name, long totalBytes) {
    return new Activity(this, name, OptionalLong.of(totalBytes));
  }

  /** Begins an activity whose end is not known. */
  public Activity begin(String name) {
    return new Activity(this, name, OptionalLong.empty());
  }

  void tell(Progress progress) {
    listener.heard(progress);
  }

  long nanos() {
    return nanoClock.getAsLong();
  }

  Duration since(long startNanos) {
    return Duration.ofNanos(nanoClock.getAsLong() - startNanos);
  }
}
