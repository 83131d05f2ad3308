// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is wrong with parts of a table, each of which is looked at once, however often it is read. Safe
 * for use by many threads.
 */
public final class Verdicts {
  /** Which parts are sound: a bit of each, 64 together, as a large disk has millions of them. */
  private final Map<Long, Long> sound = new HashMap<>();

  private final Map<Long, String> wrong = new HashMap<>();

  /**
   * What was found wrong with a part, or is found now; one question is asked at a time.
   *
   * @param part its number; takes least memory where numbers are close together
   */
  public synchronized Optional<String> of(long part, Supplier<Optional<String>> question) {
    long word = Math.floorDiv(part, Long.SIZE);
    long bit = 1L << Math.floorMod(part, Long.SIZE);
    long known = sound.getOrDefault(word, 0L);
    if ((known & bit) != 0) {
      return Optional.empty();
    }
    String before = wrong.get(part);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<String> verdict = question.get();
    if (verdict.isPresent()) {
      wrong.put(part, verdict.get());
    } else {
      sound.put(word, known | bit);
    }
    return verdict;
  }
}
