// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.io.Job;
import org.diskmill.store.Capability;
import org.diskmill.store.StoreTraits;
import org.diskmill.store.memory.MemoryStore;
import org.diskmill.store.tck.Moment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stores that check nothing on arrival and keep wrong bytes: reading back finds it. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamageTest {
  private World world;

  @BeforeEach
  void world() throws IOException {
    Topology topology =
        Topology.builder().central("c").edge("near").edge("far", "near").build();
    world = new World(topology, new SplittableRandom(7));
    world.stores.replaceAll((site, store) -> new MemoryStore(uncheckedTraits()));
    assertThat(world.leaves()).isGreaterThan(2);
  }

  private static StoreTraits uncheckedTraits() {
    StoreTraits all = MemoryStore.allTraits();
    Set<Capability> some = EnumSet.copyOf(all.capabilities());
    some.remove(Capability.CHECKED_PARTS);
    return new StoreTraits(
        some, all.maxObjectBytes(), all.minPartBytes(), all.maxPartBytes(), all.maxParts());
  }

  private Outcome withDamageAt(String damaged, FailurePolicy policy, CrashClock clock)
      throws IOException {
    return world.process(
        SimulationTest.everywhere(world, policy),
        ImageStatus.IMPORTING,
        clock,
        Job.unattended(),
        (site, store) -> site.name().equals(damaged) ? new DamagingStore(store, 1) : store);
  }

  private Outcome undamaged() throws IOException {
    return withDamageAt("none", FailurePolicy.BEST_EFFORT, world.immortal());
  }

  @Test
  void anEdgeThatKeepsAWrongBitShowsNothingAndFeedsNobody() throws IOException {
    Outcome outcome = withDamageAt("near", FailurePolicy.BEST_EFFORT, world.immortal());

    SiteResult near = outcome.site("near").orElseThrow();
    assertThat(near.code()).isEqualTo("DIGEST_MISMATCH");
    assertThat(near.reason()).contains("leaf 1 at " + World.LEAF);
    assertThat(outcome.site("far").orElseThrow().code()).isEqualTo("NO_VERIFIED_SOURCE");
    world.look();
    world.assertNothingStaged();

    assertThat(undamaged().complete()).isTrue();
    world.assertCompleteAndClean();
  }

  @Test
  void aCentreThatKeepsAWrongBitShowsNothingAnywhere() {
    assertThatThrownBy(() -> withDamageAt("c", FailurePolicy.BEST_EFFORT, world.immortal()))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("DIGEST_MISMATCH");
  }

  @Test
  void whatADeadProcessLeftWrongIsFoundByTheNextAndSentAgainByTheOneAfter() throws IOException {
    int found = 0;
    for (int act = 1; dies(act); act++) {
      int before = world.puts(site("near"));
      boolean complete = nextIsComplete();
      world.look();
      if (!complete) {
        found++;
        assertThat(undamaged().complete()).isTrue();
        assertThat(world.puts(site("near"))).isGreaterThanOrEqualTo(before + world.leaves());
      }
      world.assertCompleteAndClean();
      world();
    }
    assertThat(found).isPositive();
  }

  /** Whether a good process finishes; if not, it must be for what it read back. */
  private boolean nextIsComplete() throws IOException {
    try {
      Outcome next = undamaged();
      assertThat(
              next.complete() || next.site("near").orElseThrow().code().equals("DIGEST_MISMATCH"))
          .isTrue();
      return next.complete();
    } catch (TransferException nothingGained) {
      assertThat(nothingGained).hasMessageContaining("near: DIGEST_MISMATCH store near: leaf 1");
      return false;
    }
  }

  /** Whether a process that damages what the near edge gets comes to that act, and dies there. */
  private boolean dies(int act) throws IOException {
    try {
      Outcome unused =
          withDamageAt("near", FailurePolicy.BEST_EFFORT, world.clock(act, Moment.AFTER));
      return false;
    } catch (CrashClock.Death death) {
      return true;
    }
  }

  private Site site(String name) {
    return world.topology.site(name).orElseThrow();
  }
}
