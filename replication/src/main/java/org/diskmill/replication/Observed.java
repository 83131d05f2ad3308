// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diskmill.catalog.ImageStatus;

/**
 * What is there: all that a plan depends on besides the wish and the topology.
 *
 * @param status the image's
 * @param formatsSet whether its disk and container formats are known
 * @param copies by site; a site that is missing here shows nothing, as far as is known
 * @param listening names of sites whose stores can take leaves in any order and keep a whole object
 *     unseen
 * @param unreachable why the store could not be asked, by site
 */
public record Observed(
    ImageStatus status,
    boolean formatsSet,
    Map<String, CopyState> copies,
    Set<String> listening,
    Map<String, String> unreachable) {
  public Observed {
    copies = Map.copyOf(copies);
    listening = Set.copyOf(listening);
    unreachable = Map.copyOf(unreachable);
  }

  /** Where all stores could be asked. */
  public Observed(
      ImageStatus status,
      boolean formatsSet,
      Map<String, CopyState> copies,
      Set<String> listening) {
    this(status, formatsSet, copies, listening, Map.of());
  }

  /** How that site stands with the image. */
  public CopyState copy(Site site) {
    return copies.getOrDefault(site.name(), CopyState.ABSENT);
  }

  /** Why that site's store could not be asked, if it could not. */
  public Optional<String> unreachable(Site site) {
    return Optional.ofNullable(unreachable.get(site.name()));
  }
}
