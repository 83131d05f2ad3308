// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.ReservingSink;
import org.jspecify.annotations.Nullable;

/**
 * Where compressed clusters go: end to end, and first into what is left of a host cluster that was
 * begun when something had to be aligned. One such rest is kept open, the roomiest, as otherwise each
 * table and each cluster that cannot be compressed would cost half a host cluster. Used by one thread.
 */
final class PackedSpace {
  private final HostFile file;
  private final SharedClusters shared;
  private final long mostReferences;

  /** What the open rest holds so far, and its room. */
  private ByteBuffer held = ByteBuffer.allocate(0);

  private long restAt;
  private ReservingSink.@Nullable Reservation rest;

  PackedSpace(HostFile file, SharedClusters shared, long mostReferences) {
    this.file = file;
    this.shared = shared;
    this.mostReferences = mostReferences;
  }

  /** Stores a compressed cluster, and says where. */
  long put(ByteBuffer packed) throws IOException {
    if (packed.remaining() <= held.remaining()
        && shared.hasRoom(file.cluster(restAt), mostReferences)) {
      shared.share(file.cluster(restAt));
      long at = restAt + held.position();
      held.put(packed);
      return at;
    }
    if (file.inCluster() != 0) {
      if (shared.hasRoom(file.cluster(), mostReferences)) {
        shared.share(file.cluster());
      } else {
        file.align();
      }
    }
    long at = file.at();
    file.write(packed);
    return at;
  }

  /** Lets what comes next begin at a host cluster. */
  void align() throws IOException {
    int left = file.leftInCluster();
    if (left <= held.remaining()) {
      file.align();
      return;
    }
    close();
    if (held.capacity() < left) {
      held = ByteBuffer.allocate(file.clusterBytes());
    }
    held.clear().limit(left);
    restAt = file.at();
    rest = file.reserve(left);
  }

  /** Ends the open rest. */
  void close() throws IOException {
    ReservingSink.Reservation open = rest;
    if (open != null) {
      rest = null;
      while (held.hasRemaining()) {
        held.put((byte) 0);
      }
      open.fill(held.flip());
    }
    held.limit(0);
  }
}
