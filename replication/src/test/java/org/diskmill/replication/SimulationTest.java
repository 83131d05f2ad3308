// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.io.Job;
import org.diskmill.store.tck.Moment;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that die between any two acts, and what the next one makes of what they left. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SimulationTest {
  private static final int MOST_ACTS = 2000;

  @ParameterizedTest
  @EnumSource
  void afterADeathAnywhereTheNextProcessFinishesAndSendsNoLeafTwice(FailurePolicy policy) {
    Seeds.each(12, random -> {
      Topology topology = World.randomTopology(random);
      long content = random.nextLong();
      for (Moment moment : Moment.values()) {
        int act = 1;
        while (diesAt(act, moment, new World(topology, new SplittableRandom(content)), policy)) {
          act++;
          assertThat(act).isLessThan(MOST_ACTS);
        }
      }
    });
  }

  /** Lets one process die at that act, and the next one finish. */
  private static boolean diesAt(int act, Moment moment, World world, FailurePolicy policy)
      throws IOException {
    CrashClock clock = world.clock(act, moment);
    String where = world + ", " + moment + " act " + act;
    try {
      try {
        world.process(everywhere(world, policy), ImageStatus.IMPORTING, clock, Job.unattended());
      } catch (CrashClock.Death death) {
        where += ": " + death.getMessage();
      }
      Outcome outcome = world.process(
          everywhere(world, policy), ImageStatus.IMPORTING, world.immortal(), Job.unattended());
      assertThat(outcome.complete()).isTrue();
      world.assertCompleteAndClean();
      world.stores.keySet().forEach(site -> assertThat(world.puts(site)).isEqualTo(world.leaves()));
    } catch (IOException | RuntimeException | AssertionError failed) {
      throw new AssertionError(where, failed);
    }
    return clock.died();
  }

  @ParameterizedTest
  @EnumSource
  void manyDeathsInARowLoseNothing(FailurePolicy policy) {
    Seeds.each(60, random -> {
      World world = new World(random);
      boolean finished = false;
      for (int life = 0; !finished && life < MOST_ACTS; life++) {
        Moment moment = random.nextBoolean() ? Moment.BEFORE : Moment.AFTER;
        CrashClock clock = world.clock(1 + random.nextInt(20 + life), moment);
        try {
          finished = world
              .process(everywhere(world, policy), ImageStatus.IMPORTING, clock, Job.unattended())
              .complete();
        } catch (CrashClock.Death death) {
          assertThat(clock.died()).isTrue();
        }
      }
      world.assertCompleteAndClean();
      world.stores.keySet().forEach(site -> assertThat(world.puts(site)).isEqualTo(world.leaves()));
    });
  }

  @Test
  void aFinishedPlanLeavesNothingToDo() {
    Seeds.each(20, random -> {
      World world = new World(random);
      Request request = everywhere(world, FailurePolicy.BEST_EFFORT);
      world.process(request, ImageStatus.IMPORTING, world.immortal(), Job.unattended());
      int lines = world.ledger.lines(world.artifact.image()).size();

      Outcome again =
          world.process(request, ImageStatus.IMPORTING, world.immortal(), Job.unattended());

      assertThat(again.sites().values())
          .allMatch(result -> result.state() == SiteResult.State.SKIPPED);
      assertThat(lines).isPositive();
      world.assertCompleteAndClean();
    });
  }

  static Request everywhere(World world, FailurePolicy policy) {
    return new Request(
        Request.Method.IMPORT_LOCAL, world.artifact, new Targets.All(), policy, true);
  }
}
