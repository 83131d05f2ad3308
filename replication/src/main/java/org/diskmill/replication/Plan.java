// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An order to follow as it stands.
 *
 * @param artifact what is copied
 * @param policy what becomes of the rest when one site fails
 * @param steps each after those it needs; none when there is nothing to do
 * @param skipped names of sites for which nothing is done, and why
 */
public record Plan(
    Artifact artifact, FailurePolicy policy, List<Step> steps, SortedMap<String, String> skipped) {
  public Plan {
    steps = List.copyOf(steps);
    skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    Set<Step> before = new HashSet<>();
    for (Step step : steps) {
      if (!before.containsAll(step.needs())) {
        throw new IllegalArgumentException("steps: " + step.id() + " comes before what it needs");
      }
      before.add(step);
    }
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** The sites at which something happens, in the order of their first steps. */
  public List<Site> sites() {
    return steps.stream().map(Step::site).distinct().toList();
  }

  /** One line a step, for people. The same plan gives the same text. */
  @Override
  public String toString() {
    return PlanText.of(this);
  }
}
