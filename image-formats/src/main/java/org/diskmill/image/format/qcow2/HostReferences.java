// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;
import org.jspecify.annotations.Nullable;

/**
 * How often each cluster of the file is referred to, as counted. Takes half a byte for each cluster, and
 * more where references are many.
 */
final class HostReferences {
  private final Source source;
  private final Limits limits;
  private final int clusterBits;
  private final long fileBytes;
  private final long clusters;
  private final @Nullable CountedChunk[] chunks;
  private long held;

  HostReferences(Source source, Qcow2Header header, Limits limits) throws IOException {
    this.source = source;
    this.limits = limits;
    this.clusterBits = header.clusterBits();
    this.fileBytes = source.size();
    this.clusters =
        (fileBytes >> clusterBits) + ((fileBytes & header.clusterBytes() - 1) == 0 ? 0 : 1);
    limits.metadata(source, "count of references to clusters", clusters / 2);
    this.chunks =
        new CountedChunk[(int) (clusters + CountedChunk.CLUSTERS - 1 >> CountedChunk.BITS)];
  }

  /** Whether a range begins inside the file, so that it can be counted. */
  boolean has(long at, long bytes) {
    return at >= 0 && bytes >= 0 && at < fileBytes && at <= Long.MAX_VALUE - bytes;
  }

  /** Counts one more reference to each cluster of the range that is in the file. */
  void add(long at, long bytes) throws IOException {
    add(at, bytes, 1);
  }

  /** Counts that many more; counts that do not fit stay at the highest. */
  void add(long at, long bytes, int times) throws IOException {
    if (!has(at, bytes) || bytes == 0) {
      return;
    }
    long last = Math.min(at + bytes - 1 >> clusterBits, clusters - 1);
    for (long cluster = at >> clusterBits; cluster <= last; cluster++) {
      set(cluster, (int) Math.min(Integer.MAX_VALUE, count(cluster) + (long) times));
    }
  }

  /** The count of a cluster, which is none from then on. */
  int take(long cluster) throws IOException {
    int count = count(cluster);
    if (count > 0) {
      set(cluster, 0);
    }
    return count;
  }

  private void set(long cluster, int count) throws IOException {
    int index = (int) (cluster >> CountedChunk.BITS);
    CountedChunk chunk = chunks[index];
    if (chunk == null) {
      chunk = new CountedChunk();
      chunks[index] = chunk;
      held += chunk.bytes();
    }
    held -= chunk.bytes();
    chunk.set((int) cluster & CountedChunk.CLUSTERS - 1, count);
    held += chunk.bytes();
    limits.metadata(source, "count of references to clusters", held);
  }

  long clusters() {
    return clusters;
  }

  int count(long cluster) {
    if (cluster >= clusters) {
      return 0;
    }
    CountedChunk chunk = chunks[(int) (cluster >> CountedChunk.BITS)];
    return chunk == null ? 0 : chunk.get((int) cluster & CountedChunk.CLUSTERS - 1);
  }
}
