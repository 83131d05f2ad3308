// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Job;
import org.diskmill.store.Store;
import org.diskmill.store.StoreCall;
import org.diskmill.store.StoreException;
import org.diskmill.store.tck.FaultyStore;
import org.diskmill.store.tck.Moment;
import org.diskmill.testkit.Faults;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stores that fail, and what becomes of the others. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailureTest {
  private World world;

  @BeforeEach
  void world() throws IOException {
    Topology topology = Topology.builder()
        .central("c")
        .edge("near")
        .edge("far", "near")
        .edge("other")
        .build();
    world = new World(topology, new SplittableRandom(7));
    assertThat(world.leaves()).isGreaterThan(1);
  }

  private Site site(String name) {
    return world.topology.site(name).orElseThrow();
  }

  /** A process in which every such call to that store fails. */
  private Outcome withFailing(
      String failing, StoreCall call, StoreException.Reason reason, FailurePolicy policy)
      throws IOException {
    return world.process(
        SimulationTest.everywhere(world, policy),
        ImageStatus.IMPORTING,
        world.immortal(),
        Job.unattended(),
        (site, store) ->
            site.name().equals(failing) ? faulty(store, EnumSet.of(call), reason) : store);
  }

  private static Store faulty(Store store, Set<StoreCall> calls, StoreException.Reason reason) {
    return new FaultyStore(store, calls, Moment.BEFORE, reason, Faults.fromCall(1));
  }

  @Test
  void anEdgeThatFailsIsLeftOutAndTakesThoseBelowItAlong() throws IOException {
    Outcome outcome =
        withFailing("near", StoreCall.PUT, StoreException.Reason.DENIED, FailurePolicy.BEST_EFFORT);

    assertThat(outcome.site("c").orElseThrow().state()).isEqualTo(SiteResult.State.VERIFIED);
    assertThat(outcome.site("other").orElseThrow().state()).isEqualTo(SiteResult.State.VERIFIED);
    assertThat(outcome.site("near").orElseThrow().code()).isEqualTo("STORE_FAILED");
    assertThat(outcome.site("far").orElseThrow().code()).isEqualTo("NO_VERIFIED_SOURCE");
    world.look();
    world.assertNothingStaged();
  }

  @Test
  void theNextProcessBringsWhatFailed() throws IOException {
    withFailing(
        "near", StoreCall.STAT, StoreException.Reason.UNREACHABLE, FailurePolicy.BEST_EFFORT);

    Outcome outcome = world.process(
        SimulationTest.everywhere(world, FailurePolicy.BEST_EFFORT),
        ImageStatus.IMPORTING,
        world.immortal(),
        Job.unattended());

    assertThat(outcome.complete()).isTrue();
    world.assertCompleteAndClean();
    assertThat(world.puts(site("other"))).isEqualTo(world.leaves());
  }

  @Test
  void withoutTheCentreNothingIsShownAnywhere() throws IOException {
    for (StoreCall call : EnumSet.of(
        StoreCall.STAT, StoreCall.BEGIN, StoreCall.PUT, StoreCall.STAGE, StoreCall.PUBLISH)) {
      world();
      assertThatExceptionOfType(TransferException.class)
          .as(call.name())
          .isThrownBy(
              () -> withFailing("c", call, StoreException.Reason.DENIED, FailurePolicy.BEST_EFFORT))
          .matches(failure -> failure.code() == RuleCode.ALL_TARGETS_FAILED)
          .withMessageContaining("c: STORE_FAILED");
      world.assertNothingShown();
      world.assertNothingStaged();
    }
  }

  @Test
  void whatASlowMomentInterruptedIsKeptForTheNextTry() throws IOException {
    assertThatThrownBy(() -> withFailing(
            "c", StoreCall.STAGE, StoreException.Reason.BUSY, FailurePolicy.BEST_EFFORT))
        .isInstanceOf(TransferException.class);

    Outcome outcome = world.process(
        SimulationTest.everywhere(world, FailurePolicy.BEST_EFFORT),
        ImageStatus.IMPORTING,
        world.immortal(),
        Job.unattended());

    assertThat(outcome.site("c").orElseThrow().leavesSent()).isZero();
    assertThat(outcome.site("c").orElseThrow().leavesHeld()).isEqualTo(world.leaves());
    assertThat(world.puts(site("c"))).isEqualTo(world.leaves());
    world.assertCompleteAndClean();
  }

  @Test
  void togetherOneFailureTakesEverythingBack() throws IOException {
    for (String failing : Set.of("c", "near", "far", "other")) {
      for (StoreCall call : EnumSet.of(StoreCall.PUT, StoreCall.STAGE, StoreCall.PUBLISH)) {
        world();
        assertThatExceptionOfType(TransferException.class)
            .as(failing + " " + call)
            .isThrownBy(() -> withFailing(
                failing, call, StoreException.Reason.FULL, FailurePolicy.ALL_OR_NOTHING))
            .matches(failure -> failure.code() == RuleCode.PARTIAL_FAILURE_ROLLED_BACK)
            .withMessageContaining(failing + ": INSUFFICIENT_SPACE");
        world.assertNothingShown();
        world.assertNothingStaged();
      }
    }
  }

  @Test
  void aDeathWhileTakingBackIsFollowedByTakingBackTheRest() {
    Seeds.each(3, random -> {
      boolean died = true;
      for (int act = 1; died; act++) {
        world();
        CrashClock clock = world.clock(act, Moment.AFTER);
        try {
          world.process(
              SimulationTest.everywhere(world, FailurePolicy.ALL_OR_NOTHING),
              ImageStatus.IMPORTING,
              clock,
              Job.unattended(),
              (site, store) -> publishFails("far", site, store));
        } catch (TransferException rolledBack) {
          assertThat(rolledBack.code()).isEqualTo(RuleCode.PARTIAL_FAILURE_ROLLED_BACK);
        } catch (CrashClock.Death death) {
          next(world);
        }
        died = clock.died();
        world.assertNothingShown();
        world.assertNothingStaged();
      }
    });
  }

  /** Goes on, in a world in which it cannot succeed either. */
  private static void next(World world) throws IOException {
    assertThatThrownBy(() -> world.process(
            SimulationTest.everywhere(world, FailurePolicy.ALL_OR_NOTHING),
            ImageStatus.IMPORTING,
            world.immortal(),
            Job.unattended(),
            (site, store) -> publishFails("far", site, store)))
        .isInstanceOf(TransferException.class);
  }

  private static Store publishFails(String failing, Site site, Store store) {
    return site.name().equals(failing)
        ? faulty(store, EnumSet.of(StoreCall.PUBLISH), StoreException.Reason.DENIED)
        : store;
  }

  @Test
  void whatCannotBeTakenBackIsNamed() {
    assertThatExceptionOfType(TransferException.class)
        .isThrownBy(() -> world.process(
            SimulationTest.everywhere(world, FailurePolicy.ALL_OR_NOTHING),
            ImageStatus.IMPORTING,
            world.immortal(),
            Job.unattended(),
            (site, store) -> site.name().equals("c")
                ? faulty(store, EnumSet.of(StoreCall.DELETE), StoreException.Reason.UNREACHABLE)
                : publishFails("far", site, store)))
        .matches(failure -> failure.code() == RuleCode.ROLLBACK_INCOMPLETE)
        .withMessageContaining("could not be taken back: {c=");
  }

  @Test
  void takingBackLeavesWhatWasThereBefore() throws IOException {
    Request centre = new Request(
        Request.Method.IMPORT_LOCAL,
        world.artifact,
        new Targets.Default(),
        FailurePolicy.BEST_EFFORT,
        true);
    world.process(centre, ImageStatus.IMPORTING, world.immortal(), Job.unattended());

    assertThatThrownBy(() -> withFailing(
            "far", StoreCall.PUBLISH, StoreException.Reason.DENIED, FailurePolicy.ALL_OR_NOTHING))
        .isInstanceOf(TransferException.class);

    assertThat(world.shown(site("c"))).contains(world.content);
    assertThat(world.shown(site("near"))).isEmpty();
    world.assertNothingStaged();
  }

  @Test
  void aSourceThatFailsLeavesNothing() throws IOException {
    world.broken = true;
    for (FailurePolicy policy : FailurePolicy.values()) {
      assertThatThrownBy(() -> world.process(
              SimulationTest.everywhere(world, policy),
              ImageStatus.IMPORTING,
              world.immortal(),
              Job.unattended()))
          .hasMessage("the source is broken");
      world.assertNothingShown();
      world.assertNothingStaged();
    }
  }

  @Test
  void whyASourceFailedIsSaidAlsoWhereAStoreCannotGiveUpWhatItGot() throws IOException {
    world.broken = true;
    assertThatThrownBy(() -> withFailing(
            "c", StoreCall.ABORT, StoreException.Reason.UNREACHABLE, FailurePolicy.BEST_EFFORT))
        .hasMessage("the source is broken")
        .satisfies(failure -> assertThat(failure.getSuppressed()).isNotEmpty());
    History history = History.of(world.ledger.lines(world.artifact.image()));
    assertThat(history.open()).isEmpty();
    world.stores.forEach((site, store) -> {
      if (!site.name().equals("c")) {
        assertThat(pending(store)).as(site.name()).isEmpty();
      }
    });
  }

  @Test
  void whatCannotBeClosedDoesNotKeepTheRestFromBeingTakenBack() throws IOException {
    world.broken = true;
    assertThatThrownBy(() -> withFailing(
            "c", StoreCall.CLOSE, StoreException.Reason.UNREACHABLE, FailurePolicy.ALL_OR_NOTHING))
        .satisfiesAnyOf(
            failure -> assertThat(failure).hasMessage("the source is broken"),
            failure -> assertThat(failure)
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("the source is broken"));
    world.stores.forEach((site, store) -> {
      if (!site.name().equals("c")) {
        assertThat(pending(store)).as(site.name()).isEmpty();
      }
    });
  }

  private static List<?> pending(Store store) {
    try {
      return store.uploads().orElseThrow().pending();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void aCancelledJobCanBeResumed() throws IOException {
    int[] leaves = {0};
    Job job = Job.unattended();
    world.listener = event -> {
      if (event instanceof ReplicationEvent.LeafDone && ++leaves[0] == 2) {
        job.cancel();
      }
    };
    Request request = SimulationTest.everywhere(world, FailurePolicy.BEST_EFFORT);
    assertThatThrownBy(() -> world.process(request, ImageStatus.IMPORTING, world.immortal(), job))
        .isInstanceOf(CancelledException.class);
    world.assertNothingShown();

    world.process(request, ImageStatus.IMPORTING, world.immortal(), Job.unattended());

    world.assertCompleteAndClean();
    world.stores.keySet().forEach(s -> assertThat(world.puts(s)).isEqualTo(world.leaves()));
  }

  @Test
  void aListenerThatThrowsStopsNothing() throws IOException {
    world.listener = event -> {
      throw new IllegalStateException("a listener's own trouble");
    };

    Outcome outcome = world.process(
        SimulationTest.everywhere(world, FailurePolicy.BEST_EFFORT),
        ImageStatus.IMPORTING,
        world.immortal(),
        Job.unattended());

    assertThat(outcome.complete()).isTrue();
  }
}
