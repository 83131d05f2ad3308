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
  private final Map<Long, Optional<String>> known = new HashMap<>();

  /** What was found wrong with a part, or is found now; one question is asked at a time. */
  public synchronized Optional<String> of(long part, Supplier<Optional<String>> question) {
    Optional<String> verdict = known.get(part);
    if (verdict == null) {
      verdict = question.get();
      known.put(part, verdict);
    }
    return verdict;
  }
}
