// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.util.ArrayList;
import java.util.List;

/**
 * How often host clusters are referred to, where that is not once: more often by compressed clusters,
 * never where a place was left free.
 */
final class SharedClusters {
  private static final int CHUNK_BITS = 14;
  private static final short FREE = (short) 0xffff;
  private static final int MOST = 0xffff;

  private final List<short[]> chunks = new ArrayList<>();

  /** How many references a host cluster that is in use has. */
  long references(long cluster) {
    int chunk = (int) (cluster >> CHUNK_BITS);
    if (chunk >= chunks.size()) {
      return 1;
    }
    short more = chunks.get(chunk)[index(cluster)];
    return more == FREE ? 0 : 1L + Short.toUnsignedInt(more);
  }

  /** Whether one more reference can be counted, here and in a field with that maximum. */
  boolean hasRoom(long cluster, long most) {
    return references(cluster) < Math.min(most, MOST);
  }

  /** Counts one more reference to a cluster that has one. */
  void share(long cluster) {
    chunk(cluster)[index(cluster)]++;
  }

  /** Nothing refers to this cluster. */
  void free(long cluster) {
    chunk(cluster)[index(cluster)] = FREE;
  }

  private short[] chunk(long cluster) {
    int chunk = (int) (cluster >> CHUNK_BITS);
    while (chunks.size() <= chunk) {
      chunks.add(new short[1 << CHUNK_BITS]);
    }
    return chunks.get(chunk);
  }

  private static int index(long cluster) {
    return (int) (cluster & (1 << CHUNK_BITS) - 1);
  }
}
