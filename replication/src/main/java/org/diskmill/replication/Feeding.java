// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Source;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a site's copy for all sites that pull from it at the same time: opened by the first,
 * closed by the last. Safe for use by many threads.
 */
final class Feeding {
  /** What there is to read. */
  @FunctionalInterface
  interface Copy {
    /** Opens it; the caller closes it. */
    Source open() throws IOException;
  }

  private final Copy copy;
  private final Executor helpers;
  private @Nullable LeafReading reading;
  private int readers;

  Feeding(Copy copy, Executor helpers) {
    this.copy = copy;
    this.helpers = helpers;
  }

  /**
   * Joins in, until {@link #leave}.
   *
   * @param tree over what the copy should be
   */
  synchronized LeafReading join(DigestTree tree) throws IOException {
    LeafReading joined = reading == null ? new LeafReading(copy.open(), tree, helpers) : reading;
    reading = joined;
    readers++;
    return joined;
  }

  synchronized void leave() throws IOException {
    readers--;
    LeafReading left = reading;
    if (readers == 0 && left != null) {
      reading = null;
      left.close();
    }
  }
}
