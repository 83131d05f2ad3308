// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.replication.Artifact;
import org.diskmill.replication.CopyState;
import org.diskmill.replication.History;
import org.diskmill.replication.Observed;
import org.diskmill.replication.Outcome;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.Site;
import org.diskmill.replication.SiteResult;

/** How stores stand with an image, without reading any copy. */
final class Standing {
  private Standing() {}

  static Outcome of(Workshop workshop, UUID image) throws IOException {
    ImageRecord stored = workshop.record(image);
    History history = workshop.history(image);
    ImageRecord record = Settling.told(workshop, stored, history);
    Artifact artifact = workshop.artifact(image, history);
    Observed observed = workshop.observed(record, artifact, history);
    SortedMap<String, SiteResult> sites = new TreeMap<>();
    for (Site site : workshop.topology().sites()) {
      boolean listed = record.location(site.name()).isPresent();
      Optional<String> unreachable = observed.unreachable(site).filter(why -> listed);
      sites.put(
          site.name(),
          unreachable.isPresent()
              ? failed(RuleCode.STORE_FAILED, unreachable.get())
              : result(observed.copy(site), listed));
    }
    return new Outcome(sites);
  }

  private static SiteResult result(CopyState state, boolean listed) {
    if (state == CopyState.VERIFIED) {
      return new SiteResult(SiteResult.State.VERIFIED, "", "", 0, 0);
    }
    if (state == CopyState.ABSENT && !listed) {
      return new SiteResult(SiteResult.State.SKIPPED, "", "has no copy", 0, 0);
    }
    String reason = state == CopyState.ABSENT
        ? "should have a copy and shows none"
        : "shows another version than the one that was verified";
    return failed(RuleCode.REPLICA_CORRUPT, reason);
  }

  private static SiteResult failed(RuleCode code, String reason) {
    return new SiteResult(SiteResult.State.FAILED, code.name(), reason, 0, 0);
  }
}
