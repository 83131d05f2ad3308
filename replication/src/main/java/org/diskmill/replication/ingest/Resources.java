// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.diskmill.io.Closing;

/**
 * What was opened, to be closed the other way round; all of it, whatever fails. Closing is safe for
 * use by many threads: each is closed once.
 */
final class Resources implements AutoCloseable {
  private final Deque<Closeable> open = new ArrayDeque<>();

  synchronized void add(Closeable resource) {
    open.push(resource);
  }

  @Override
  public void close() throws IOException {
    List<Closeable> all = taken();
    Closing.all(all);
  }

  private synchronized List<Closeable> taken() {
    List<Closeable> all = List.copyOf(open);
    open.clear();
    return all;
  }
}
