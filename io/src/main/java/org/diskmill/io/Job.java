// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * The caller's hand on a long operation: stops it, and hears how far it is.
 *
 * <p>One job may cover several activities one after another; each has its own total and clock. Safe
 * for use by many threads.
 */
public final class Job {
  private final ProgressListener listener;
  private final LongSupplier nanoClock;
  private final Optional<Job> whole;
  private volatile Optional<String> cancelled = Optional.empty();

  private Job(ProgressListener listener, LongSupplier nanoClock, Optional<Job> whole) {
    this.listener = Objects.requireNonNull(listener, "listener");
    this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
    this.whole = whole;
  }

  /** A job that nobody listens to. */
  public static Job unattended() {
    return watched(progress -> {});
  }

  /** A job whose progress {@code listener} hears. */
  public static Job watched(ProgressListener listener) {
    return watched(listener, System::nanoTime);
  }

  /** As {@link #watched}, with the clock that measures elapsed time, in nanoseconds. */
  public static Job watched(ProgressListener listener, LongSupplier nanoClock) {
    return new Job(listener, nanoClock, Optional.empty());
  }

  /**
   * A job for a part of this one's work: it is cancelled with this one, or alone. For whoever must be
   * able to stop work that a caller's job is for.
   *
   * @param hearing makes what hears the part of this job's listener
   */
  public Job part(UnaryOperator<ProgressListener> hearing) {
    return new Job(hearing.apply(listener), nanoClock, Optional.of(this));
  }

  /** Asks the work to stop at its next checkpoint. Returns at once. */
  public void cancel() {
    cancel("cancelled by the caller");
  }

  /** As {@link #cancel()}, with what the {@link CancelledException} then says. */
  public void cancel(String message) {
    cancelled = Optional.of(message);
  }

  /** Whether this job was cancelled, or one that it is a part of. */
  public boolean cancelled() {
    return reason().isPresent();
  }

  /**
   * A point at which the work can be stopped.
   *
   * @throws CancelledException when {@link #cancelled}
   */
  public void checkpoint() {
    Optional<String> message = reason();
    if (message.isPresent()) {
      throw new CancelledException(message.get());
    }
  }

  private Optional<String> reason() {
    return cancelled.isPresent() ? cancelled : whole.flatMap(Job::reason);
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
