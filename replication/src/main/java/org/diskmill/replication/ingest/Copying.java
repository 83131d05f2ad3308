// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.io.Job;
import org.diskmill.replication.Artifact;
import org.diskmill.replication.FailurePolicy;
import org.diskmill.replication.History;
import org.diskmill.replication.Outcome;
import org.diskmill.replication.Plan;
import org.diskmill.replication.Planner;
import org.diskmill.replication.Request;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.ImportResult.Beginning;

/** Brings an active image to further stores. */
final class Copying {
  private final Workshop workshop;
  private final UUID image;
  private final Targets targets;
  private final FailurePolicy policy;

  Copying(Workshop workshop, UUID image, Targets targets, FailurePolicy policy) {
    this.workshop = workshop;
    this.image = image;
    this.targets = targets;
    this.policy = policy;
  }

  /** What would be done. */
  Plan plan(boolean repeated) throws IOException {
    ImageRecord record = workshop.record(image);
    History history = workshop.history(image);
    Artifact artifact = workshop.artifact(image, history);
    boolean again = repeated || goesOn(record, history);
    Request request = new Request(Request.Method.COPY, artifact, targets, policy, again);
    return new Planner()
        .plan(request, workshop.topology(), workshop.observed(record, artifact, history));
  }

  /**
   * Whether nobody was told yet how the same copy ended: its plan is open, or the process was killed
   * when the ledger had all of it and the record had not.
   */
  private boolean goesOn(ImageRecord record, History history) throws IOException {
    if (history.open().filter(open -> open.operation().equals(operation())).isPresent()) {
      return true;
    }
    Set<String> untold = Settling.untold(record, Settling.told(workshop, record, history));
    return targets instanceof Targets.Listed listed
        && listed.stores().stream().anyMatch(untold::contains);
  }

  /**
   * Does it.
   *
   * @param repeated whether stores that have the image already are what was wished for
   */
  ImportResult run(boolean repeated, Job job) throws IOException {
    boolean open = workshop.history(image).open().isPresent();
    Plan plan = plan(repeated);
    Settling.locations(workshop, workshop.record(image));
    Outcome outcome = workshop.runner().run(plan, operation(), Optional.empty(), job);
    ImageRecord record = Settling.locations(workshop, workshop.record(image));
    Beginning before =
        plan.isEmpty() ? Beginning.FINISHED : open ? Beginning.RESUMED : Beginning.NEW;
    return new ImportResult(record, outcome, before, Optional.empty());
  }

  private String operation() {
    return "copy to " + targets + ", " + policy;
  }
}
