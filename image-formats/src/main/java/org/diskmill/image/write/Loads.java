// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts small batches together, as many as fit into the buffers of one: to hand a task to a worker
 * takes longer than a small batch does. Used by one thread at a time.
 */
final class Loads {
  /** So that whoever waits for one waits not long. */
  private static final int MOST = 64;

  private final Batches batches;
  private final int unitBytes;
  private final int batchBytes;
  private @Nullable Batch pending;

  Loads(Batches batches, int unitBytes, int batchBytes) {
    this.batches = batches;
    this.unitBytes = unitBytes;
    this.batchBytes = batchBytes;
  }

  /** The next batches for one task, in ascending order; none at the end. */
  List<Batch> next() throws IOException {
    List<Batch> load = new ArrayList<>();
    int room = batchBytes;
    Batch next = pending == null ? batches.next() : pending;
    // An empty load is the end, so a batch that is too large goes on, to fail and not to be left
    // out.
    while (next != null
        && (load.isEmpty() || load.size() < MOST && next.padded(unitBytes) <= room)) {
      load.add(next);
      room -= next.padded(unitBytes);
      next = batches.next();
    }
    pending = next;
    return load;
  }
}
