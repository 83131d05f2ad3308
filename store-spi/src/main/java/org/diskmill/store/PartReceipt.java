// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import org.diskmill.io.Digest;

/**
 * A store's word that it has a part.
 *
 * @param index of the part, from 0
 * @param at where the part begins in the object, in bytes
 * @param size in bytes, positive
 * @param digest as {@link PartDigests} makes it
 * @param tag what the store calls the part, empty if it needs no name
 */
public record PartReceipt(int index, long at, int size, Digest digest, String tag) {
  public PartReceipt {
    if (index < 0 || at < 0 || size <= 0) {
      throw new IllegalArgumentException("part " + index + ": at " + at + ", size " + size);
    }
  }

  /** The first byte after the part. */
  public long end() {
    return Math.addExact(at, size);
  }

  /** Whether both are about the same bytes at the same place, whatever the store calls them. */
  public boolean sameBytes(PartReceipt other) {
    return index == other.index
        && at == other.at
        && size == other.size
        && digest.equals(other.digest);
  }
}
