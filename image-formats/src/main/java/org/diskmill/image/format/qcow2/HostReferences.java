// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import org.diskmill.image.ImageException;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;

/** How often each cluster of the file is referred to, as counted. */
final class HostReferences {
  private final int clusterBits;
  private final long fileBytes;
  private final int[] counts;

  HostReferences(Source source, Qcow2Header header, Limits limits) throws ImageException {
    this.clusterBits = header.clusterBits();
    this.fileBytes = source.size();
    long clusters = (fileBytes >> clusterBits) + 1;
    limits.metadata(source, "count of references to clusters", clusters * Integer.BYTES);
    this.counts = new int[(int) clusters];
  }

  /** Whether a range begins inside the file, so that it can be counted. */
  boolean has(long at, long bytes) {
    return at >= 0 && bytes >= 0 && at < fileBytes && at <= Long.MAX_VALUE - bytes;
  }

  /** Counts one more reference to each cluster of the range that is in the file. */
  void add(long at, long bytes) {
    if (!has(at, bytes) || bytes == 0) {
      return;
    }
    long last = Math.min(at + bytes - 1 >> clusterBits, counts.length - 1L);
    for (long cluster = at >> clusterBits; cluster <= last; cluster++) {
      counts[(int) cluster]++;
    }
  }

  long clusters() {
    return counts.length;
  }

  int count(long cluster) {
    return cluster < counts.length ? counts[(int) cluster] : 0;
  }
}
