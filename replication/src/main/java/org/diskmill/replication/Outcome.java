// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a plan ended.
 *
 * @param sites every site that the plan names, with its one terminal state
 */
public record Outcome(SortedMap<String, SiteResult> sites) {
  public Outcome {
    sites = Collections.unmodifiableSortedMap(new TreeMap<>(sites));
  }

  /** How that site ended, if the plan names it. */
  public Optional<SiteResult> site(String name) {
    return Optional.ofNullable(sites.get(name));
  }

  /** Whether every site has a good copy. */
  public boolean complete() {
    return sites.values().stream().allMatch(SiteResult::good);
  }
}
