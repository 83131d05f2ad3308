// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.util.SplittableRandom;

/**
 * Runs a test with many random inputs, and says which seed made it fail.
 *
 * <p>{@code -Ddiskmill.seed=N} runs that seed alone.
 */
public final class Seeds {
  private static final String PROPERTY = "diskmill.seed";

  private Seeds() {}

  /** A test of one random input. */
  @FunctionalInterface
  public interface Trial {
    /** Draws what it needs from {@code random}, and fails if something does not hold. */
    void run(SplittableRandom random) throws Exception;
  }

  /**
   * Runs {@code trial} with {@code count} fresh seeds.
   *
   * @throws AssertionError with the seed in its message, when a trial fails in whatever way
   */
  public static void each(int count, Trial trial) {
    Long fixed = Long.getLong(PROPERTY);
    SplittableRandom fresh = new SplittableRandom();
    for (int i = 0; i < (fixed == null ? count : 1); i++) {
      long seed = fixed == null ? fresh.nextLong() : fixed;
      try {
        trial.run(new SplittableRandom(seed));
      } catch (Exception | AssertionError failed) {
        throw new AssertionError(
            "seed %d (repeat with -D%s=%d): %s".formatted(seed, PROPERTY, seed, failed), failed);
      }
    }
  }
}
