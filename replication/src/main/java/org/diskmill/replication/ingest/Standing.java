// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
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
      sites.put(
          site.name(), result(observed.copy(site), record.location(site.name()).isPresent()));
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
    return new SiteResult(SiteResult.State.FAILED, RuleCode.REPLICA_CORRUPT.name(), reason, 0, 0);
  }
}
