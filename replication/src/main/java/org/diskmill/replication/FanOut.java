// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.Map;
import org.diskmill.io.Leaf;
import org.diskmill.io.LeafReceiver;

/**
 * Gives each leaf of one production to every store that listens.
 *
 * <p>The centre's queue pushes back, so the image is made no faster than the centre takes it. An
 * edge's queue lets go: when it is full, that leaf is left for later, when the edge gets it from the
 * site that feeds it. So no edge can slow the centre, and none is cut off for one slow moment.
 */
final class FanOut implements LeafReceiver {
  private final LiveFeed central;
  private final Map<String, LiveFeed> edges;
  private final Recorder recorder;

  FanOut(LiveFeed central, Map<String, LiveFeed> edges, Recorder recorder) {
    this.central = central;
    this.edges = edges;
    this.recorder = recorder;
  }

  @Override
  public void take(Leaf leaf) throws IOException {
    if (!central.put(leaf)) {
      throw new CentralFailedException();
    }
    edges.forEach((site, feed) -> {
      if (!feed.offer(leaf)) {
        recorder.tell(new ReplicationEvent.LeafDone(
            site, leaf.index(), leaf.bytes().remaining(), ReplicationEvent.How.MISSED));
      }
    });
  }

  /** Stops a production that has lost its purpose. Its cause is the central feed's failure. */
  static final class CentralFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    CentralFailedException() {
      super("the centre's store failed");
    }
  }
}
