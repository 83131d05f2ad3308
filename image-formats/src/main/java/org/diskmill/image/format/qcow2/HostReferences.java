// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;

/**
 * How often each cluster of the file is referred to, as counted. Most are once, so half a byte is
 * enough for all of a chunk, until one of them needs more.
 */
final class HostReferences {
  private static final int CHUNK_BITS = 14;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int MOST_SMALL = 15;

  private final Source source;
  private final Limits limits;
  private final int clusterBits;
  private final long fileBytes;
  private final long clusters;
  private final byte[][] small;
  private final int[][] large;
  private long held;

  HostReferences(Source source, Qcow2Header header, Limits limits) throws IOException {
    this.source = source;
    this.limits = limits;
    this.clusterBits = header.clusterBits();
    this.fileBytes = source.size();
    this.clusters = (fileBytes >> clusterBits) + 1;
    hold(clusters / 2);
    int chunks = (int) (clusters + CHUNK - 1 >> CHUNK_BITS);
    this.small = new byte[chunks][CHUNK / 2];
    this.large = new int[chunks][];
  }

  private void hold(long more) throws IOException {
    held += more;
    limits.metadata(source, "count of references to clusters", held);
  }

  /** Whether a range begins inside the file, so that it can be counted. */
  boolean has(long at, long bytes) {
    return at >= 0 && bytes >= 0 && at < fileBytes && at <= Long.MAX_VALUE - bytes;
  }

  /** Counts one more reference to each cluster of the range that is in the file. */
  void add(long at, long bytes) throws IOException {
    if (!has(at, bytes) || bytes == 0) {
      return;
    }
    long last = Math.min(at + bytes - 1 >> clusterBits, clusters - 1);
    for (long cluster = at >> clusterBits; cluster <= last; cluster++) {
      increment((int) (cluster >> CHUNK_BITS), (int) cluster & CHUNK - 1);
    }
  }

  private void increment(int chunk, int index) throws IOException {
    if (large[chunk] == null) {
      int half = (index & 1) * 4;
      if ((small[chunk][index / 2] >> half & MOST_SMALL) < MOST_SMALL) {
        small[chunk][index / 2] += (byte) (1 << half);
        return;
      }
      widen(chunk);
    }
    large[chunk][index]++;
  }

  private void widen(int chunk) throws IOException {
    hold(CHUNK * (long) Integer.BYTES);
    int[] wide = new int[CHUNK];
    for (int i = 0; i < CHUNK; i++) {
      wide[i] = small[chunk][i / 2] >> (i & 1) * 4 & MOST_SMALL;
    }
    large[chunk] = wide;
  }

  long clusters() {
    return clusters;
  }

  int count(long cluster) {
    if (cluster >= clusters) {
      return 0;
    }
    int chunk = (int) (cluster >> CHUNK_BITS);
    int index = (int) cluster & CHUNK - 1;
    return large[chunk] == null
        ? small[chunk][index / 2] >> (index & 1) * 4 & MOST_SMALL
        : large[chunk][index];
  }
}
