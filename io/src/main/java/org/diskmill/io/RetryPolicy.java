// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * How often and how patiently to try again: waits grow, and each is drawn between zero and its
 * bound, so that many clients do not come back at once.
 *
 * @param attempts how many tries in all, at least 1
 * @param firstWait the bound of the first wait
 * @param growth what the bound is multiplied with for each further wait, at least 1
 * @param jitterSeed the same seed draws the same waits
 */
public record RetryPolicy(int attempts, Duration firstWait, double growth, long jitterSeed) {
  public RetryPolicy {
    Objects.requireNonNull(firstWait, "firstWait");
    if (attempts < 1 || firstWait.isNegative() || growth < 1) {
      throw new IllegalArgumentException(
          "attempts " + attempts + ", firstWait " + firstWait + ", growth " + growth);
    }
  }

  /** One try and no more. */
  public static RetryPolicy never() {
    return new RetryPolicy(1, Duration.ZERO, 1, 0);
  }

  /**
   * The wait before another try.
   *
   * @param failures how many tries have failed, at least 1
   */
  public Duration waitAfter(int failures) {
    double bound = firstWait.toMillis() * Math.pow(growth, failures - 1.0);
    double drawn = new SplittableRandom(jitterSeed + failures).nextDouble();
    return Duration.ofMillis((long) (bound * drawn));
  }
}
