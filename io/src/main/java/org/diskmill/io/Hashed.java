// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.util.List;
import java.util.Optional;

/**
 * Digests of bytes that passed through this process. Only something that saw the bytes makes one.
 *
 * <p>Safe for use by many threads.
 */
public final class Hashed {
  private final DigestTree tree;
  private final List<Digest> flat;

  Hashed(DigestTree tree, List<Digest> flat) {
    this.tree = tree;
    this.flat = List.copyOf(flat);
  }

  /** The tree over the bytes. */
  public DigestTree tree() {
    return tree;
  }

  /** The plain digest by that function over all bytes in order, if it was asked for and possible. */
  public Optional<Digest> flat(String algorithm) {
    return flat.stream().filter(digest -> digest.algorithm().equals(algorithm)).findFirst();
  }

  /** What identifies the bytes: the root, and the first plain digest that was asked for. */
  public ContentId content() {
    return new ContentId(
        tree.size(), tree.leafBytes(), Optional.of(tree.root()), flat.stream().findFirst());
  }
}
