// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Hashed;
import org.diskmill.io.LeafSink;
import org.diskmill.io.Producer;
import org.jspecify.annotations.Nullable;

/** Makes the artifact once, while all stores that can do so listen in. */
final class Production {
  /**
   * Leaves that may wait for the centre. One is in the store's hands and the next is ready: more
   * would hide no more waiting, and each is 8 MiB.
   */
  private static final int CENTRAL_DEPTH = 2;

  /** One more than the centre's, so that an edge as fast as the centre misses nothing. */
  private static final int EDGE_DEPTH = 3;

  private final RunContext run;
  private final Workers workers;
  private final Map<SiteRun, LiveFeed> feeds = new LinkedHashMap<>();
  private final Map<SiteRun, Future<?>> running = new LinkedHashMap<>();

  Production(RunContext run, Workers workers) {
    this.run = run;
    this.workers = workers;
  }

  /**
   * Runs the producer.
   *
   * @param central must be open
   * @param edges those that are open
   * @return the tree over what was made; empty when the centre's store failed
   * @throws IOException what the producer threw
   */
  Optional<DigestTree> run(Producer producer, SiteRun central, List<SiteRun> edges)
      throws IOException {
    LiveFeed centralFeed = start(central, CENTRAL_DEPTH);
    Map<String, LiveFeed> edgeFeeds = new LinkedHashMap<>();
    edges.forEach(edge -> edgeFeeds.put(edge.name(), start(edge, EDGE_DEPTH)));
    boolean made = false;
    FanOut stores = new FanOut(centralFeed, edgeFeeds, run.recorder());
    try (LeafSink sink = new LeafSink(run.leafBytes(), stores)) {
      producer.writeTo(sink, run.job());
      Hashed hashed = sink.finish();
      feeds.values().forEach(LiveFeed::close);
      await(central);
      made = centralFeed.failure() == null;
      return made ? Optional.of(hashed.tree()) : Optional.empty();
    } catch (FanOut.CentralFailedException failed) {
      return Optional.empty();
    } finally {
      if (!made) {
        stop();
      }
    }
  }

  /** What went wrong at a site, once its feed has ended. */
  @Nullable
  Throwable await(SiteRun site) {
    Future<?> feed = running.get(site);
    if (feed != null) {
      Workers.await(List.of(feed));
    }
    LiveFeed live = feeds.get(site);
    return live == null ? null : live.failure();
  }

  /** Ends all feeds, whatever they still have to send. */
  void stop() {
    feeds.values().forEach(LiveFeed::stop);
    Workers.await(running.values());
  }

  private LiveFeed start(SiteRun site, int depth) {
    LiveFeed feed = new LiveFeed(site.intake().orElseThrow(), depth, run.job());
    feeds.put(site, feed);
    running.put(site, workers.start(feed));
    return feed;
  }
}
