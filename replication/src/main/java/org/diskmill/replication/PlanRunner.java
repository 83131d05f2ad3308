// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.diskmill.io.CancelledException;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Job;
import org.diskmill.io.Producer;
import org.diskmill.replication.ledger.Ledger;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.replication.ledger.LedgerException;

/**
 * Follows plans from wherever the ledger says they stand.
 *
 * <p>It may be killed on any line: every act is one that the next run recognises as done, or does
 * again without harm. Leaves that a store holds are not sent again. Safe for use by many threads, but
 * by one at a time for any one image.
 */
public final class PlanRunner {
  private final Map<String, BoundStore> places = new TreeMap<>();
  private final Ledger ledger;
  private final Attestor attestor;
  private final List<ReplicationListener> listeners;
  private final int leafBytes;

  /**
   * A runner.
   *
   * @param stores one for each site that plans may name; they and the ledger stay open
   * @param listeners hear every line and every leaf
   */
  public PlanRunner(
      Collection<BoundStore> stores,
      Ledger ledger,
      Attestor attestor,
      List<ReplicationListener> listeners) {
    this(stores, ledger, attestor, listeners, DigestTree.LEAF_BYTES);
  }

  /** As above, with leaves of another size, so that simulations can be quick. */
  PlanRunner(
      Collection<BoundStore> stores,
      Ledger ledger,
      Attestor attestor,
      List<ReplicationListener> listeners,
      int leafBytes) {
    this.leafBytes = leafBytes;
    stores.forEach(store -> places.put(store.site().name(), store));
    this.ledger = ledger;
    this.attestor = attestor;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Follows a plan.
   *
   * @param operation what the plan is for; an open plan of the same operation is gone on with
   * @param producer makes the artifact; needed if a step listens in
   * @return how each site ended, the centre among the good ones
   * @throws TransferException ALL_TARGETS_FAILED, PARTIAL_FAILURE_ROLLED_BACK or ROLLBACK_INCOMPLETE
   * @throws CancelledException when the job was cancelled; what is there is kept
   * @throws IOException also what the producer threw
   */
  public Outcome run(Plan plan, String operation, Optional<Producer> producer, Job job)
      throws IOException {
    Recorder recorder = recorder(plan.artifact());
    finishRollback(plan.artifact());
    begin(plan, operation, recorder);
    History history = recorder.history();
    RunContext context = new RunContext(
        plan.artifact(), recorder, new Facts(history, plan.artifact()), attestor, leafBytes, job);
    Map<Site, SiteResult> results;
    try (Run run = new Run(plan, context, history, places)) {
      try {
        results = run.follow(producer);
      } catch (IOException sourceFailed) {
        try {
          abandon(plan, run, recorder, sourceFailed);
        } catch (IOException worse) {
          worse.addSuppressed(sourceFailed);
          throw worse;
        }
        throw sourceFailed;
      }
    }
    if (results.values().stream().anyMatch(r -> r.state() == SiteResult.State.CANCELLED)) {
      throw new CancelledException("image " + plan.artifact().image() + ": cancelled");
    }
    return conclude(plan, results, recorder);
  }

  /** Finishes taking back what a crash interrupted, if there is such a thing. */
  public void finishRollback(Artifact artifact) throws IOException {
    Recorder recorder = recorder(artifact);
    Optional<String> reason = recorder.history().rollingBack();
    if (reason.isPresent()) {
      rollBack(artifact, recorder, reason.get());
    }
  }

  private Recorder recorder(Artifact artifact) {
    return new Recorder(artifact.image(), ledger, listeners);
  }

  private static void begin(Plan plan, String operation, Recorder recorder) throws IOException {
    Optional<LedgerEntry.Began> open = recorder.history().open();
    if (open.isPresent() && open.get().operation().equals(operation)) {
      return;
    }
    if (open.isPresent()) {
      recorder.record(new LedgerEntry.Ended("left for another: " + operation));
    }
    recorder.record(new LedgerEntry.Began(operation, PlanText.of(plan)));
  }

  private void abandon(Plan plan, Run run, Recorder recorder, IOException failure)
      throws IOException {
    if (failure instanceof LedgerException) {
      return;
    }
    if (plan.policy() == FailurePolicy.ALL_OR_NOTHING) {
      try {
        run.close();
      } catch (IOException | RuntimeException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      rollBack(plan.artifact(), recorder, Failures.message(failure));
      return;
    }
    run.giveUp(failure);
    recorder.record(new LedgerEntry.Ended("failed: " + Failures.message(failure)));
  }

  private Outcome conclude(Plan plan, Map<Site, SiteResult> results, Recorder recorder)
      throws IOException {
    SortedMap<String, SiteResult> named = new TreeMap<>();
    results.forEach((site, result) -> named.put(site.name(), result));
    plan.skipped().forEach((site, why) -> named.put(site, SiteResult.skipped(why)));
    Outcome outcome = new Outcome(named);
    if (outcome.complete()) {
      recorder.record(new LedgerEntry.Ended("complete"));
      return outcome;
    }
    String failed = failures(outcome);
    if (plan.policy() == FailurePolicy.ALL_OR_NOTHING) {
      rollBack(plan.artifact(), recorder, failed);
      throw new TransferException(
          RuleCode.PARTIAL_FAILURE_ROLLED_BACK, "all was taken back, since " + failed);
    }
    if (nothingGained(plan, results)) {
      recorder.record(new LedgerEntry.Ended("failed: " + failed));
      throw new TransferException(RuleCode.ALL_TARGETS_FAILED, failed);
    }
    recorder.record(new LedgerEntry.Ended("incomplete: " + failed));
    return outcome;
  }

  private void rollBack(Artifact artifact, Recorder recorder, String reason) throws IOException {
    Map<String, String> residue = new Rollback(places, recorder, artifact.key()).of(reason);
    if (!residue.isEmpty()) {
      throw new TransferException(
          RuleCode.ROLLBACK_INCOMPLETE, reason + "; could not be taken back: " + residue);
    }
  }

  /** Whether no site has a copy that it did not have before. */
  private static boolean nothingGained(Plan plan, Map<Site, SiteResult> results) {
    return plan.steps().stream()
        .filter(step -> step instanceof Step.Stage && !(step instanceof Step.Found))
        .map(step -> results.get(step.site()))
        .noneMatch(result -> result != null && result.good());
  }

  private static String failures(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    outcome.sites().forEach((site, result) -> {
      if (!result.good()) {
        text.append(text.length() == 0 ? "" : "; ");
        text.append(site).append(": ").append(result.code()).append(' ');
        text.append(result.reason());
      }
    });
    return text.toString();
  }
}
