// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One centre, the edges, and who feeds whom.
 *
 * @param central the centre, which is also the default place for everything
 * @param edges each after the one that feeds it
 * @param readOnly names of edges that nothing may be written to
 */
public record Topology(Site.Central central, List<Site.Edge> edges, Set<String> readOnly) {
  private static final String RESERVED = "os_glance";

  public Topology {
    edges = List.copyOf(edges);
    readOnly = Set.copyOf(readOnly);
    Map<String, Site> known = new LinkedHashMap<>();
    known.put(central.name(), central);
    for (Site.Edge edge : edges) {
      if (!edge.upstream().equals(known.get(edge.upstream().name()))) {
        throw new IllegalArgumentException("edges: " + edge.name() + " comes before "
            + edge.upstream().name() + ", which feeds it");
      }
      if (known.put(edge.name(), edge) != null) {
        throw new IllegalArgumentException("edges: two sites are called " + edge.name());
      }
    }
  }

  /** Begins a topology. */
  public static Builder builder() {
    return new Builder();
  }

  /** All sites, the centre first, and each after the one that feeds it. */
  public List<Site> sites() {
    List<Site> sites = new ArrayList<>();
    sites.add(central);
    sites.addAll(edges);
    return sites;
  }

  /** The site of that name. */
  public Optional<Site> site(String name) {
    return sites().stream().filter(site -> site.name().equals(name)).findFirst();
  }

  /** Collects sites by name, in any order. Used by one thread at a time. */
  public static final class Builder {
    private final List<String> centrals = new ArrayList<>();
    private final Map<String, Optional<String>> edges = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Set<String> readOnly = new TreeSet<>();

    Builder() {}

    /** Adds the centre. */
    public Builder central(String name) {
      centrals.add(name);
      names.add(name);
      return this;
    }

    /** Adds an edge that the centre feeds. */
    public Builder edge(String name) {
      edges.put(name, Optional.empty());
      names.add(name);
      return this;
    }

    /** Adds an edge that another edge feeds. */
    public Builder edge(String name, String upstream) {
      edges.put(name, Optional.of(upstream));
      names.add(name);
      return this;
    }

    /** Says that nothing may be written to that site. */
    public Builder readOnly(String name) {
      readOnly.add(name);
      return this;
    }

    /** The topology, or an exception whose code says what is wrong with it. */
    public Topology build() throws TopologyException {
      checkNames();
      Site.Central central = theCentral();
      Map<String, Site> known = new LinkedHashMap<>();
      known.put(central.name(), central);
      List<Site.Edge> ordered = new ArrayList<>();
      while (ordered.size() < edges.size()) {
        int before = ordered.size();
        edges.forEach(
            (name, upstream) -> place(name, upstream.orElse(central.name()), known, ordered));
        if (ordered.size() == before) {
          throw new TopologyException(
              RuleCode.STORE_ID_INVALID,
              "store ids: no way from the centre " + central.name() + " to " + left(known));
        }
      }
      return new Topology(central, ordered, readOnly);
    }

    private static void place(
        String name, String upstream, Map<String, Site> known, List<Site.Edge> ordered) {
      Site feeder = known.get(upstream);
      if (feeder != null && !known.containsKey(name)) {
        Site.Edge edge = new Site.Edge(name, feeder);
        known.put(name, edge);
        ordered.add(edge);
      }
    }

    private Set<String> left(Map<String, Site> known) {
      Set<String> left = new TreeSet<>(edges.keySet());
      left.removeAll(known.keySet());
      return left;
    }

    private Site.Central theCentral() throws TopologyException {
      if (centrals.size() != 1) {
        throw centrals.isEmpty()
            ? new TopologyException(
                RuleCode.TOPOLOGY_NO_CENTRAL, "stores " + names + ": none has the role central")
            : new TopologyException(
                RuleCode.TOPOLOGY_MULTIPLE_CENTRAL,
                "stores " + centrals + ": all have the role central, expected one");
      }
      String name = centrals.get(0);
      if (readOnly.contains(name)) {
        throw new TopologyException(
            RuleCode.CENTRAL_READ_ONLY, "store " + name + ": is central and read-only");
      }
      return new Site.Central(name);
    }

    private void checkNames() throws TopologyException {
      Set<String> seen = new TreeSet<>();
      for (String name : names) {
        if (name.isBlank() || name.contains(",") || name.startsWith(RESERVED) || !seen.add(name)) {
          throw new TopologyException(
              RuleCode.STORE_ID_INVALID,
              "store id \"" + name + "\": is blank, has a comma, begins with " + RESERVED
                  + ", or is there twice");
        }
      }
    }
  }
}
