// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Zeros;

/** The qcow2 file that is being written, as clusters. Used by one thread at a time. */
final class HostFile {
  private final int clusterBits;
  private final ReservingSink out;
  private final long start;

  HostFile(ReservingSink out, int clusterBits) {
    this.clusterBits = clusterBits;
    this.out = out;
    this.start = out.position();
  }

  /** How many bytes there are so far. */
  long at() {
    return out.position() - start;
  }

  /** Which cluster is next, or has been begun. */
  long cluster() {
    return cluster(at());
  }

  /** Which cluster that place is in. */
  long cluster(long at) {
    return at >> clusterBits;
  }

  /** How much of that cluster there is. */
  int inCluster() {
    return (int) (at() & clusterBytes() - 1);
  }

  /** How much is missing of a cluster that has been begun. */
  int leftInCluster() {
    return -inCluster() & clusterBytes() - 1;
  }

  /** Ends a cluster that has been begun. */
  void align() throws IOException {
    if (inCluster() != 0) {
      out.zeros(leftInCluster());
    }
  }

  void write(ByteBuffer bytes) throws IOException {
    out.write(bytes);
  }

  /** Leaves a cluster, which must have been begun nowhere, to be zeros. */
  void skipCluster() throws IOException {
    out.zeros(clusterBytes());
  }

  /** Writes a cluster of zeros, so that there is storage behind it. */
  void zeroCluster() throws IOException {
    Zeros.write(out, clusterBytes());
  }

  ReservingSink.Reservation reserveCluster() throws IOException {
    return reserve(clusterBytes());
  }

  ReservingSink.Reservation reserve(int bytes) throws IOException {
    return out.reserve(bytes);
  }

  Sink sink() {
    return out;
  }

  int clusterBytes() {
    return 1 << clusterBits;
  }
}
