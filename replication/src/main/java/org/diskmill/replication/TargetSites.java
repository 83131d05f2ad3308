// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which sites a wish means: rules and the first half of R-13. */
final class TargetSites {
  private TargetSites() {}

  static Set<Site> of(Request request, Topology topology, Observed observed) throws PlanException {
    Set<Site> sites = new LinkedHashSet<>();
    Targets targets = request.targets();
    if (targets instanceof Targets.Listed listed) {
      sites.addAll(listed(request, listed.stores(), topology, observed));
    } else if (targets instanceof Targets.All) {
      topology.sites().stream()
          .filter(site -> !topology.readOnly().contains(site.name()))
          .forEach(sites::add);
    } else {
      sites.add(topology.central());
    }
    return sites;
  }

  private static Set<Site> listed(
      Request request, List<String> names, Topology topology, Observed observed)
      throws PlanException {
    if (names.isEmpty()) {
      throw new PlanException(RuleCode.NO_TARGETS, "stores: the list is empty");
    }
    Set<Site> sites = new LinkedHashSet<>();
    for (String name : names) {
      Site site = writable(name, topology);
      if (!sites.add(site)) {
        throw new PlanException(RuleCode.DUPLICATE_TARGET, "store " + name + ": is named twice");
      }
      if (!request.repeated() && observed.copy(site) != CopyState.ABSENT) {
        throw new PlanException(
            RuleCode.ALREADY_PRESENT,
            "store " + name + ": has image " + request.artifact().image() + " already");
      }
    }
    if (request.method() != Request.Method.COPY && !sites.contains(topology.central())) {
      throw new PlanException(
          request.method() == Request.Method.IMPORT_LOCAL
              ? RuleCode.LOCAL_IMPORT_MUST_INCLUDE_CENTRAL
              : RuleCode.CENTRAL_COPY_MISSING,
          "stores " + names + ": an import must name the centre, "
              + topology.central().name());
    }
    return sites;
  }

  private static Site writable(String name, Topology topology) throws PlanException {
    Site site = topology
        .site(name)
        .orElseThrow(() -> new PlanException(
            RuleCode.UNKNOWN_STORE,
            "store " + name + ": is not known, there are "
                + topology.sites().stream().map(Site::name).toList()));
    if (topology.readOnly().contains(name)) {
      throw new PlanException(RuleCode.STORE_NOT_WRITABLE, "store " + name + ": is read-only");
    }
    return site;
  }
}
