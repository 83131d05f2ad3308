// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The root of a tree as {@link DigestTree} defines it, made while the leaves go by: it holds one hash a
 * level instead of all leaves, and takes any number of equal leaves at once.
 *
 * <p>Used by one thread at a time.
 */
public final class TreeRoot {
  private final MessageDigest function = Digest.function(Digest.SHA_256);
  private final Deque<Subtree> complete = new ArrayDeque<>();
  private long count;

  public TreeRoot() {}

  /** The hash of one leaf, 32 bytes. The position of {@code bytes} does not move. */
  public static Digest leaf(ByteBuffer bytes) {
    return Digest.of(Digest.SHA_256, MerkleHash.leaf(bytes));
  }

  /** Takes the next leaf's hash. */
  public void add(Digest leaf) {
    push(new Subtree(1, leaf.bytes()));
  }

  /** Takes {@code times} leaves that all have that hash; costs as many hashes as the tree is high. */
  public void add(Digest leaf, long times) {
    if (times < 0) {
      throw new IllegalArgumentException("times: " + times + " is negative");
    }
    List<byte[]> levels = new ArrayList<>(List.of(leaf.bytes()));
    long left = times;
    while (left > 0) {
      // The largest complete subtree that begins here and is not too large.
      int aligned = count == 0 ? Long.SIZE - 2 : Long.numberOfTrailingZeros(count);
      int level = Math.min(aligned, Long.SIZE - 1 - Long.numberOfLeadingZeros(left));
      while (levels.size() <= level) {
        byte[] half = levels.get(levels.size() - 1);
        levels.add(MerkleHash.node(function, half, half));
      }
      push(new Subtree(1L << level, levels.get(level)));
      left -= 1L << level;
    }
  }

  /** The root over what was taken so far. */
  public Digest root() {
    if (complete.isEmpty()) {
      return Digest.of(Digest.SHA_256, function.digest());
    }
    byte[] right = null;
    for (Subtree left : complete) {
      right = right == null ? left.hash : MerkleHash.node(function, left.hash, right);
    }
    return Digest.of(Digest.SHA_256, right == null ? new byte[0] : right);
  }

  private void push(Subtree added) {
    Subtree top = added;
    while (!complete.isEmpty() && complete.peek().leaves == top.leaves) {
      Subtree left = complete.pop();
      top = new Subtree(2 * top.leaves, MerkleHash.node(function, left.hash, top.hash));
    }
    complete.push(top);
    count += added.leaves;
  }

  /** A power of two of leaves, and the hash over them. */
  private static final class Subtree {
    private final long leaves;
    private final byte[] hash;

    Subtree(long leaves, byte[] hash) {
      this.leaves = leaves;
      this.hash = hash;
    }
  }
}
