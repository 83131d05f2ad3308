// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed the other way round; all of it, whatever fails. */
final class Resources implements AutoCloseable {
  /** Something to close. */
  @FunctionalInterface
  interface Open {
    void close() throws IOException;
  }

  private final Deque<Open> open = new ArrayDeque<>();

  void add(Open resource) {
    open.push(resource);
  }

  @Override
  public void close() throws IOException {
    Exception failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (IOException | RuntimeException failed) {
        if (failure == null) {
          failure = failed;
        } else {
          failure.addSuppressed(failed);
        }
      }
    }
    if (failure != null) {
      Throwables.throwIfInstanceOf(failure, IOException.class);
      Throwables.throwIfUnchecked(failure);
    }
  }
}
