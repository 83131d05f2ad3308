// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Closing;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Producer;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.replication.ledger.LedgerException;
import org.jspecify.annotations.Nullable;

/**
 * One following of a plan. First the artifact is made, if the centre does not hold all of it; then
 * each site goes through its steps on a thread of its own, waiting for those of others that it needs.
 */
final class Run implements AutoCloseable {
  private final Plan plan;
  private final RunContext context;
  private final Workers workers;
  private final Production production;
  private final Promises promises;
  private final Map<Site, SiteRun> runs = new LinkedHashMap<>();
  private final Map<Site, Throwable> early = new ConcurrentHashMap<>();
  private final Map<Site, SiteResult> results = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();

  Run(Plan plan, RunContext context, History history, Map<String, BoundStore> places) {
    this.plan = plan;
    this.context = context;
    this.workers = new Workers("diskmill-" + plan.artifact().image());
    this.production = new Production(context, workers);
    this.promises = new Promises(plan);
    for (Site site : plan.sites()) {
      BoundStore place = places.get(site.name());
      if (place == null) {
        throw new IllegalArgumentException("plan: there is no store for " + site.name());
      }
      runs.put(site, new SiteRun(place, history.site(site.name()), context, workers));
    }
  }

  /** Follows the plan to its end and says how each site did. */
  Map<Site, SiteResult> follow(Optional<Producer> producer) throws IOException {
    live(producer);
    List<Future<?>> chains = new ArrayList<>();
    for (Site site : plan.sites()) {
      chains.add(workers.start(() -> chain(site)));
    }
    Workers.await(chains);
    Failures.rethrow(fatal.get());
    for (Site site : plan.sites()) {
      if (!results.containsKey(site)) {
        throw new IllegalStateException("STATE_LEAK: store " + site.name() + " has no result");
      }
    }
    return results;
  }

  /**
   * Gives up all that is on its way: what it is made from is no good. A site that cannot is noted in
   * the failure; what it keeps is found by the next plan or by a sweep.
   */
  void giveUp(IOException failure) {
    for (SiteRun run : runs.values()) {
      try {
        run.giveUp(failure);
      } catch (IOException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
    }
  }

  private void live(Optional<Producer> producer) throws IOException {
    List<SiteRun> open = new ArrayList<>();
    SiteRun central = null;
    for (Step step : plan.steps()) {
      if (step instanceof Step.StageLive) {
        SiteRun run = site(step.site());
        if (opened(step.site(), run)) {
          if (step.site() instanceof Site.Central) {
            central = run;
          } else if (run.intake().isPresent()) {
            open.add(run);
          }
        }
      }
    }
    if (central == null || central.complete()) {
      return;
    }
    Producer maker =
        producer.orElseThrow(() -> new IllegalArgumentException("plan: needs a producer"));
    Optional<DigestTree> made = production.run(maker, central, open);
    if (made.isPresent()) {
      made(made.get());
    }
  }

  private boolean opened(Site site, SiteRun run) throws IOException {
    try {
      run.open();
      return true;
    } catch (LedgerException failed) {
      throw failed;
    } catch (IOException failed) {
      early.put(site, failed);
      return false;
    }
  }

  private void made(DigestTree tree) throws IOException {
    if (!context.facts().knownTree().equals(Optional.of(tree))) {
      context.facts().tree(tree);
      context.recorder().record(new LedgerEntry.Produced(plan.artifact().id(), tree));
    }
  }

  private void chain(Site site) {
    SiteRun run = site(site);
    List<Step> steps =
        plan.steps().stream().filter(step -> step.site().equals(site)).toList();
    Throwable end = null;
    try {
      Failures.rethrow(early.get(site));
      Failures.rethrow(production.await(run));
      for (Step step : steps) {
        await(step);
        perform(step, run);
        promises.keep(step);
      }
      results.put(site, run.result(SiteResult.State.VERIFIED, RuleCode.STORE_FAILED, ""));
    } catch (CancelledException cancelled) {
      end = cancelled;
      results.put(site, run.result(SiteResult.State.CANCELLED, RuleCode.STORE_FAILED, "cancelled"));
    } catch (LedgerException | RuntimeException | Error failed) {
      end = failed;
      fatal.compareAndSet(null, failed);
    } catch (IOException failed) {
      end = failed;
      fail(site, run, failed);
    } finally {
      breakOff(steps, end);
    }
  }

  private void breakOff(List<Step> steps, @Nullable Throwable end) {
    if (end != null) {
      steps.forEach(step -> promises.breakOff(step, end));
    }
  }

  private void fail(Site site, SiteRun run, IOException failure) {
    RuleCode code = Failures.code(failure);
    String message = Failures.message(failure);
    results.put(site, run.result(SiteResult.State.FAILED, code, message));
    try {
      context.recorder().record(new LedgerEntry.Failed(site.name(), code.name(), message));
      run.giveUp(failure);
    } catch (LedgerException | RuntimeException | Error worse) {
      fatal.compareAndSet(null, worse);
    } catch (IOException alsoFailed) {
      // The site has failed already; what it keeps is found by the next plan or by a sweep.
      failure.addSuppressed(alsoFailed);
    }
  }

  /** Waits for what the step needs from other sites. */
  private void await(Step step) throws IOException {
    context.job().checkpoint();
    for (Step need : step.needs()) {
      promises.await(need, feederFailed(need.site()));
    }
    if (step instanceof Step.Publish && plan.policy() == FailurePolicy.ALL_OR_NOTHING) {
      // In such a plan, what shows something new comes after all proofs.
      List<Step> before = plan.steps().subList(0, plan.steps().indexOf(step));
      List<Step> proofs = before.stream().filter(Step.Prove.class::isInstance).toList();
      promises.awaitAll(proofs, RuleCode.PARTIAL_FAILURE_ROLLED_BACK);
    }
  }

  private void perform(Step step, SiteRun run) throws IOException {
    if (step instanceof Step.StageLive live) {
      run.stage(run.complete() ? Optional.empty() : Optional.of(feeder(live.site())));
    } else if (step instanceof Step.StagePull pull) {
      run.stage(Optional.of(site(pull.upstream().site())));
    } else if (step instanceof Step.Found) {
      run.find();
    } else if (step instanceof Step.Prove prove) {
      run.prove(prove.policy());
    } else if (step instanceof Step.PublishEdge edge) {
      run.publishEdge(context.facts().published(edge.upstream().site()));
    } else {
      run.publishCentral();
    }
  }

  /**
   * Where a site that listened in gets what it missed: from the centre, and not before its bytes were
   * proven; if everything is shown together, before they are shown.
   */
  private SiteRun feeder(Site site) throws IOException {
    Step proof = step(Step.Prove.class);
    if (site instanceof Site.Central) {
      throw new TransferException(
          RuleCode.STORE_FAILED, "store " + site.name() + ": leaves never arrived");
    }
    promises.await(proof, RuleCode.CENTRAL_COPY_MISSING);
    if (plan.policy() == FailurePolicy.BEST_EFFORT) {
      promises.await(step(Step.PublishCentral.class), RuleCode.CENTRAL_COPY_MISSING);
    }
    return site(proof.site());
  }

  /** The centre's step of that kind. */
  private Step step(Class<? extends Step> kind) {
    return plan.steps().stream()
        .filter(step -> kind.isInstance(step) && step.site() instanceof Site.Central)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("plan: nothing happens at the centre"));
  }

  private SiteRun site(Site site) {
    SiteRun run = runs.get(site);
    if (run == null) {
      throw new IllegalStateException("plan: nothing happens at " + site.name());
    }
    return run;
  }

  private static RuleCode feederFailed(Site feeder) {
    return feeder instanceof Site.Central
        ? RuleCode.CENTRAL_COPY_MISSING
        : RuleCode.NO_VERIFIED_SOURCE;
  }

  @Override
  public void close() throws IOException {
    production.stop();
    List<Closeable> all = new ArrayList<>();
    runs.values().forEach(run -> all.add(run::close));
    all.add(workers::close);
    Closing.all(all);
  }
}
