// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import org.jspecify.annotations.Nullable;

/**
 * Counts for neighbouring clusters. Most are small, so half a byte is enough for all of them until one
 * needs more: with many snapshots all of a chunk do.
 */
final class CountedChunk {
  static final int BITS = 14;
  static final int CLUSTERS = 1 << BITS;

  private static final int MOST_SMALL = 15;

  private byte @Nullable [] small = new byte[CLUSTERS / 2];
  private char @Nullable [] medium;
  private int @Nullable [] large;

  int get(int index) {
    if (small != null) {
      return small[index / 2] >> (index & 1) * 4 & MOST_SMALL;
    }
    return medium != null ? medium[index] : large != null ? large[index] : 0;
  }

  void set(int index, int count) {
    widen(count);
    if (small != null) {
      int half = (index & 1) * 4;
      small[index / 2] = (byte) (small[index / 2] & ~(MOST_SMALL << half) | count << half);
    } else if (medium != null) {
      medium[index] = (char) count;
    } else if (large != null) {
      large[index] = count;
    }
  }

  private void widen(int count) {
    if (small != null && count > MOST_SMALL) {
      char[] wide = new char[CLUSTERS];
      for (int i = 0; i < CLUSTERS; i++) {
        wide[i] = (char) get(i);
      }
      medium = wide;
      small = null;
    }
    if (medium != null && count > Character.MAX_VALUE) {
      int[] wide = new int[CLUSTERS];
      for (int i = 0; i < CLUSTERS; i++) {
        wide[i] = medium[i];
      }
      large = wide;
      medium = null;
    }
  }

  /** How much memory the counts take. */
  long bytes() {
    if (small != null) {
      return CLUSTERS / 2;
    }
    return (long) CLUSTERS * (medium != null ? Character.BYTES : Integer.BYTES);
  }
}
