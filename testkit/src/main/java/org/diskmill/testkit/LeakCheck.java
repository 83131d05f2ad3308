// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.diskmill.io.Sink;
import org.diskmill.io.Source;

/**
 * Tells which sources and sinks were never closed, and where they were opened.
 *
 * <p>Closing the check fails if anything is open. Safe for use by many threads.
 */
public final class LeakCheck implements AutoCloseable {
  private final Map<Object, Throwable> open = new ConcurrentHashMap<>();

  /** A check that watches nothing yet. */
  public LeakCheck() {}

  /** Watches a source from here on. */
  public Source watch(Source source) {
    WatchedSource watched = new WatchedSource(source);
    open.put(watched, new Throwable("opened here: " + source));
    return watched;
  }

  /** Watches a sink from here on. */
  public Sink watch(Sink sink) {
    WatchedSink watched = new WatchedSink(sink);
    open.put(watched, new Throwable("opened here: " + sink));
    return watched;
  }

  /** How many are open. */
  public int stillOpen() {
    return open.size();
  }

  /**
   * Checks that everything was closed.
   *
   * @throws AssertionError with the place of opening of each that was not
   */
  @Override
  public void close() {
    if (!open.isEmpty()) {
      AssertionError leak = new AssertionError(open.size() + " never closed");
      open.values().forEach(leak::addSuppressed);
      throw leak;
    }
  }

  private final class WatchedSource extends DecoratedSource {
    WatchedSource(Source inner) {
      super(inner);
    }

    @Override
    public void close() throws IOException {
      open.remove(this);
      super.close();
    }
  }

  private final class WatchedSink extends DecoratedSink {
    WatchedSink(Sink inner) {
      super(inner);
    }

    @Override
    public void close() throws IOException {
      open.remove(this);
      super.close();
    }
  }
}
