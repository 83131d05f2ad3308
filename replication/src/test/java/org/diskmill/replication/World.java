// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.io.Job;
import org.diskmill.io.Producer;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Source;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.replication.ledger.LedgerLine;
import org.diskmill.replication.ledger.MemoryLedger;
import org.diskmill.signing.ServiceIdentity;
import org.diskmill.store.InterceptedStore;
import org.diskmill.store.Interceptor;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Store;
import org.diskmill.store.StoreCall;
import org.diskmill.store.memory.MemoryStore;
import org.diskmill.store.tck.Moment;
import org.diskmill.testkit.Patterns;

/** Stores and a ledger that outlive any process, and the processes that work on them. */
final class World {
  static final int LEAF = 64;

  private static final Attestor ATTESTOR = attestor();

  final Topology topology;
  final Artifact artifact = new Artifact(new UUID(1, 2), "raw");
  final MemoryLedger ledger =
      new MemoryLedger(InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));
  final Map<Site, MemoryStore> stores = new LinkedHashMap<>();
  final Map<String, AtomicInteger> puts = new ConcurrentHashMap<>();
  final byte[] content;
  ReplicationListener listener = event -> {};
  boolean broken;
  private final long seed;

  World(SplittableRandom random) throws IOException {
    this(randomTopology(random), random);
  }

  World(Topology topology, SplittableRandom random) {
    this.topology = topology;
    this.seed = random.nextLong();
    this.content = Patterns.bytes(seed, random.nextInt(6 * LEAF));
    topology.sites().forEach(site -> stores.put(site, new MemoryStore()));
  }

  /** One throw-away key for all worlds, since making one takes longer than a whole life of a world. */
  private static Attestor attestor() {
    try {
      Path directory = Files.createTempDirectory("diskmill-keys");
      Attestor attestor = new Attestor(
          ServiceIdentity.inDirectory(directory, Clock.systemUTC()), Clock.systemUTC());
      try (Stream<Path> files = Files.walk(directory)) {
        // The last that is named is deleted first.
        files.map(Path::toFile).forEach(File::deleteOnExit);
      }
      return attestor;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Topology randomTopology(SplittableRandom random) throws IOException {
    Topology.Builder builder = Topology.builder().central("c");
    int edges = random.nextInt(4);
    for (int i = 0; i < edges; i++) {
      int upstream = random.nextInt(i + 1);
      if (upstream == 0) {
        builder.edge("e" + i);
      } else {
        builder.edge("e" + i, "e" + (upstream - 1));
      }
    }
    return builder.build();
  }

  int leaves() {
    return (content.length + LEAF - 1) / LEAF;
  }

  /** One process: surveys, plans and runs; dies at that act, if it comes to it. */
  Outcome process(Request request, ImageStatus status, CrashClock clock, Job job)
      throws IOException {
    return process(request, status, clock, job, (site, store) -> store);
  }

  /** What stands between the process and a store, such as faults. */
  @FunctionalInterface
  interface Between {
    Store wrap(Site site, Store store);
  }

  Outcome process(Request request, ImageStatus status, CrashClock clock, Job job, Between between)
      throws IOException {
    List<BoundStore> bound = new ArrayList<>();
    stores.forEach((site, store) -> {
      Store counted = new InterceptedStore(store, new Counting(site.name()));
      Store mortal = new InterceptedStore(counted, clock.interceptor(site.name()));
      URI location = URI.create("memory:/" + site.name());
      bound.add(new BoundStore(site, between.wrap(site, mortal), location));
    });
    CrashingLedger mortalLedger = new CrashingLedger(ledger, clock);
    PlanRunner runner = new PlanRunner(bound, mortalLedger, ATTESTOR, List.of(listener), LEAF);
    runner.finishRollback(artifact);
    History history = History.of(ledger.lines(artifact.image()));
    Observed observed = Survey.of(artifact, status, true, bound, history);
    Plan plan = new Planner().plan(request, topology, observed);
    return runner.run(plan, request.method() + " test", Optional.of(producer()), job);
  }

  /** Writes the content in pieces, the first of which is only known at the end. */
  Producer producer() {
    return (out, job) -> {
      int first = Math.min(content.length, 10);
      Optional<ReservingSink.Reservation> gap =
          first == 0 ? Optional.empty() : Optional.of(((ReservingSink) out).reserve(first));
      for (int at = first; at < content.length; at += 37) {
        job.checkpoint();
        if (broken) {
          throw new IOException("the source is broken");
        }
        out.write(ByteBuffer.wrap(content, at, Math.min(37, content.length - at)));
      }
      if (gap.isPresent()) {
        gap.get().fill(ByteBuffer.wrap(content, 0, first));
      }
    };
  }

  CrashClock clock(int act, Moment moment) {
    return new CrashClock(act, moment, this::look);
  }

  CrashClock immortal() {
    return clock(0, Moment.BEFORE);
  }

  /** What must hold between any two acts of any process. */
  void look() throws IOException {
    boolean proven = centralProven();
    for (Site site : topology.sites()) {
      Optional<byte[]> shown = shown(site);
      if (shown.isPresent() && site instanceof Site.Edge edge) {
        assertThat(shown(edge.upstream())).as("above " + edge.name()).isPresent();
        assertThat(shown(topology.central())).as("the centre shows").isPresent();
        assertThat(proven).as("the centre's copy is proven").isTrue();
      }
      if (shown.isPresent()) {
        assertThat(shown.get()).as("bytes at " + site.name()).isEqualTo(content);
      }
    }
  }

  void assertCompleteAndClean() throws IOException {
    for (Site site : topology.sites()) {
      assertThat(shown(site)).as(site.name()).isPresent();
    }
    look();
    assertNothingStaged();
  }

  void assertNothingStaged() {
    stores.forEach((site, store) -> assertThat(store.pending()).as(site.name()).isEmpty());
  }

  void assertNothingShown() throws IOException {
    for (Site site : topology.sites()) {
      assertThat(shown(site)).as(site.name()).isEmpty();
    }
  }

  int puts(Site site) {
    AtomicInteger count = puts.get(site.name());
    return count == null ? 0 : count.get();
  }

  Optional<byte[]> shown(Site site) throws IOException {
    MemoryStore store = stores.get(site);
    assertThat(store).isNotNull();
    Optional<ObjectStat> stat = store.stat(artifact.key());
    if (stat.isEmpty()) {
      return Optional.empty();
    }
    try (Source source = store.open(stat.get())) {
      ByteBuffer bytes = ByteBuffer.allocate((int) source.size());
      source.readFully(0, bytes);
      return Optional.of(bytes.array());
    }
  }

  private boolean centralProven() {
    return ledger.lines(artifact.image()).stream()
        .map(LedgerLine::entry)
        .anyMatch(entry -> entry instanceof LedgerEntry.Proven proven
            && proven.site().equals(topology.central().name()));
  }

  @Override
  public String toString() {
    return topology + ", " + content.length + " bytes of pattern " + seed;
  }

  /** Counts the leaves that a store took. */
  private final class Counting implements Interceptor {
    private final String site;

    Counting(String site) {
      this.site = site;
    }

    @Override
    public <T> T around(StoreCall call, Action<T> action) throws IOException {
      T result = action.run();
      if (call == StoreCall.PUT) {
        puts.computeIfAbsent(site, name -> new AtomicInteger()).incrementAndGet();
      }
      return result;
    }
  }
}
