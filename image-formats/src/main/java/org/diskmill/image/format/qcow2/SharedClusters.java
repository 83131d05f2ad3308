// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.util.ArrayList;
import java.util.List;

/** How often host clusters are referred to, where that is more than once: by compressed clusters. */
final class SharedClusters {
  private static final int CHUNK_BITS = 14;
  private static final int MOST = 0xffff;

  private final List<short[]> chunks = new ArrayList<>();

  /** How many references a host cluster that is in use has. */
  long references(long cluster) {
    int chunk = (int) (cluster >> CHUNK_BITS);
    if (chunk >= chunks.size()) {
      return 1;
    }
    return 1L + Short.toUnsignedInt(chunks.get(chunk)[index(cluster)]);
  }

  /** Whether one more reference can be counted, here and in a field with that maximum. */
  boolean hasRoom(long cluster, long most) {
    return references(cluster) < Math.min(most, MOST);
  }

  /** Counts one more reference to a cluster that has one. */
  void share(long cluster) {
    int chunk = (int) (cluster >> CHUNK_BITS);
    while (chunks.size() <= chunk) {
      chunks.add(new short[1 << CHUNK_BITS]);
    }
    chunks.get(chunk)[index(cluster)]++;
  }

  private static int index(long cluster) {
    return (int) (cluster & (1 << CHUNK_BITS) - 1);
  }
}
