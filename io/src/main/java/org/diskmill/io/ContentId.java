// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.util.Optional;

/**
 * What identifies a stored byte string: its size, and the root of its tree, a plain digest, or both.
 *
 * @param size in bytes
 * @param leafBytes the leaf size that {@code root} is over, in bytes
 * @param root the tree's root
 * @param flat a digest of all bytes in order
 */
public record ContentId(long size, int leafBytes, Optional<Digest> root, Optional<Digest> flat) {
  public ContentId {
    if (size < 0 || leafBytes <= 0) {
      throw new IllegalArgumentException("size " + size + ", leafBytes " + leafBytes);
    }
    if (root.isEmpty() && flat.isEmpty()) {
      throw new IllegalArgumentException("root, flat: neither is there");
    }
  }

  /** Whether some digest is in common and none differs. */
  public boolean matches(ContentId other) {
    boolean roots = root.isPresent() && other.root.isPresent() && leafBytes == other.leafBytes;
    boolean flats = flat.isPresent()
        && other.flat.isPresent()
        && flat.get().algorithm().equals(other.flat.get().algorithm());
    return size == other.size
        && (roots || flats)
        && (!roots || root.equals(other.root))
        && (!flats || flat.equals(other.flat));
  }
}
