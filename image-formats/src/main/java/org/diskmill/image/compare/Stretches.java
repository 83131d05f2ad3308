// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.compare;

import org.diskmill.io.Activity;

/** Hands out stretches of two disks in ascending order. Safe for use by many threads. */
final class Stretches {
  /** Large enough to read well, small enough that a difference near the start is found at once. */
  static final int BYTES = 1 << 20;

  private final long size;
  private final Activity activity;
  private long next;
  private volatile boolean stopped;

  Stretches(long size, Activity activity) {
    this.size = size;
    this.activity = activity;
  }

  /** The first byte of the next stretch, or -1 when there is none that still matters. */
  synchronized long next() {
    if (stopped || next >= size) {
      return -1;
    }
    long from = next;
    next = Math.min(size, from + BYTES);
    activity.advance(next - from);
    return from;
  }

  /** Where the stretch that begins there ends. */
  long end(long from) {
    return Math.min(size, from + BYTES);
  }

  /** Moves past a range that needs no look, if nobody has been given a part of it yet. */
  synchronized void skipTo(long end) {
    long to = Math.min(size, end / BYTES * BYTES);
    if (to > next) {
      activity.advance(to - next);
      next = to;
    }
  }

  /** A difference was found: what comes later no longer matters. */
  void stop() {
    stopped = true;
  }
}
