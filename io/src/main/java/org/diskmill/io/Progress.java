// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a piece of work is.
 *
 * @param activity what is being done, for people
 * @param doneBytes bytes dealt with so far
 * @param totalBytes bytes to deal with in all, where that is known
 * @param elapsed since this activity began
 */
public record Progress(String activity, long doneBytes, OptionalLong totalBytes, Duration elapsed) {
  /** Bytes a second since the activity began; 0 while nothing can be said. */
  public long bytesPerSecond() {
    long millis = elapsed.toMillis();
    return millis == 0 ? 0 : (long) (doneBytes * 1000.0 / millis);
  }

  /** The time that the rest will take at the rate so far, where total and rate are known. */
  public Optional<Duration> remaining() {
    long rate = bytesPerSecond();
    if (totalBytes.isEmpty() || rate == 0) {
      return Optional.empty();
    }
    long left = Math.max(0, totalBytes.getAsLong() - doneBytes);
    return Optional.of(Duration.ofMillis((long) (left * 1000.0 / rate)));
  }
}
