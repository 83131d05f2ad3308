// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Leaf;

/** The leaves of one part, as far as they are here. Used by one thread at a time. */
final class LeafGroup {
  private final PartLayout.Place place;
  private final int leafBytes;
  private final Map<Integer, Leaf> leaves = new TreeMap<>();

  LeafGroup(PartLayout.Place place, int leafBytes) {
    this.place = place;
    this.leafBytes = leafBytes;
  }

  int part() {
    return place.part();
  }

  long at() {
    return (long) place.firstLeaf() * leafBytes;
  }

  /** Whether the part is whole now. */
  boolean add(Leaf leaf) {
    if (leaves.put(leaf.index(), leaf) != null) {
      throw new IllegalArgumentException("leaf: " + leaf.index() + " came twice");
    }
    return leaves.size() == place.leaves();
  }

  /** At the end of an object: all leaves are here up to some point, and all but the last are full. */
  void requireEndToEnd() {
    int next = place.firstLeaf();
    for (Leaf leaf : leaves.values()) {
      boolean last = leaves.size() == next - place.firstLeaf() + 1;
      if (leaf.index() != next || (!last && leaf.bytes().remaining() != leafBytes)) {
        throw new IllegalStateException("leaf " + next + " never came, or not whole");
      }
      next++;
    }
  }

  int size() {
    return leaves.values().stream().mapToInt(leaf -> leaf.bytes().remaining()).sum();
  }

  ByteBuffer bytes() {
    if (leaves.size() == 1) {
      return leaves.values().iterator().next().bytes().duplicate();
    }
    ByteBuffer all = ByteBuffer.allocate(size());
    leaves.values().forEach(leaf -> all.put(leaf.bytes().duplicate()));
    return all.flip();
  }

  /** Made of the leaves' hashes wherever a part's own leaves are these. */
  Digest digest() {
    if (leaves.size() == 1 && leafBytes <= DigestTree.LEAF_BYTES) {
      return leaves.values().iterator().next().digest();
    }
    if (leafBytes != DigestTree.LEAF_BYTES) {
      return PartDigests.of(bytes());
    }
    ByteBuffer hashes = ByteBuffer.allocate(leaves.size() * DigestTree.HASH_BYTES);
    leaves.values().forEach(leaf -> hashes.put(leaf.digest().bytes()));
    return DigestTree.of(size(), leafBytes, hashes.array()).root();
  }
}
