// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.io.Job;
import org.diskmill.store.InterceptedStore;
import org.diskmill.store.Interceptor;
import org.diskmill.store.Store;
import org.diskmill.store.StoreCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each stored copy is read back once; leaves here are so small that each is one read. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadBackTest {
  private final Map<String, AtomicInteger> reads = new ConcurrentHashMap<>();
  private World world;

  @BeforeEach
  void world() throws IOException {
    Topology topology =
        Topology.builder().central("c").edge("north").edge("south").build();
    world = new World(topology, new SplittableRandom(7));
    assertThat(world.leaves()).isGreaterThan(1);
  }

  private Store counted(Site site, Store store) {
    return new InterceptedStore(store, new Interceptor() {
      @Override
      public <T> T around(StoreCall call, Action<T> action) throws IOException {
        if (call == StoreCall.READ) {
          reads.computeIfAbsent(site.name(), name -> new AtomicInteger()).incrementAndGet();
        }
        return action.run();
      }
    });
  }

  private void process(Request request, ImageStatus status) throws IOException {
    reads.clear();
    Outcome outcome =
        world.process(request, status, world.immortal(), Job.unattended(), this::counted);
    assertThat(outcome.complete()).isTrue();
  }

  private int reads(String site) {
    AtomicInteger count = reads.get(site);
    return count == null ? 0 : count.get();
  }

  private Request request(Request.Method method, Targets targets) {
    return new Request(method, world.artifact, targets, FailurePolicy.BEST_EFFORT, true);
  }

  @Test
  void theCentreIsReadBackOnceAndThenAtMostOnceForEachEdgeThatCopiesFromIt() throws IOException {
    process(request(Request.Method.IMPORT_LOCAL, new Targets.Default()), ImageStatus.IMPORTING);
    assertThat(reads("c")).isEqualTo(world.leaves());

    process(request(Request.Method.COPY, new Targets.All()), ImageStatus.ACTIVE);
    // Edges that go at the same pace share what is read.
    assertThat(reads("c")).isBetween(world.leaves(), 2 * world.leaves());
    assertThat(reads("north")).isEqualTo(world.leaves());
    assertThat(reads("south")).isEqualTo(world.leaves());
    world.assertCompleteAndClean();
  }

  @Test
  void whatIsNotMissedOnTheWayInIsReadBackOnceEverywhere() throws IOException {
    process(SimulationTest.everywhere(world, FailurePolicy.BEST_EFFORT), ImageStatus.IMPORTING);
    int pulled = world.puts(site("north")) + world.puts(site("south")) - 2 * world.leaves();
    assertThat(pulled).isZero();
    assertThat(reads("north")).isEqualTo(world.leaves());
    assertThat(reads("south")).isEqualTo(world.leaves());
    // An edge that listened may have missed some leaves, which it then reads at the centre.
    assertThat(reads("c")).isBetween(world.leaves(), 3 * world.leaves());
  }

  private Site site(String name) {
    return world.topology.site(name).orElseThrow();
  }
}
