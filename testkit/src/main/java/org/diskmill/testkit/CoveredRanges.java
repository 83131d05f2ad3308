// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.util.Map;
import java.util.TreeMap;

/** A set of positions, kept as ranges that neither touch nor overlap. Used by one thread at a time. */
final class CoveredRanges {
  private final TreeMap<Long, Long> endByStart = new TreeMap<>();

  void add(long start, long end) {
    long from = start;
    long to = end;
    Map.Entry<Long, Long> before = endByStart.floorEntry(to);
    while (before != null && before.getValue() >= from) {
      from = Math.min(from, before.getKey());
      to = Math.max(to, before.getValue());
      endByStart.remove(before.getKey());
      before = endByStart.floorEntry(to);
    }
    endByStart.put(from, to);
  }

  long length() {
    return endByStart.entrySet().stream()
        .mapToLong(r -> r.getValue() - r.getKey())
        .sum();
  }
}
