// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.util.Arrays;

/**
 * Hashes of the equal leaves of one byte string, and the root over them.
 *
 * <p>A tree of [RFC 6962 section 2.1] with SHA-256: a leaf is hashed as {@code 00 ‖ bytes}, a node
 * as {@code 01 ‖ left ‖ right}, split at the largest power of two below the number of leaves; the
 * root of no leaves is the SHA-256 of nothing. Unlike a running hash it can be made in any order and
 * on many threads, checks a range, and can be resumed.
 *
 * <p>A value: a tree read from somewhere is a claim, {@link Hashed} is what was seen. Safe for use
 * by many threads.
 */
public final class DigestTree {
  /** The size of one leaf's hash in bytes. */
  public static final int HASH_BYTES = 32;

  /** The leaf size that Diskmill uses throughout: 8 MiB. */
  public static final int LEAF_BYTES = 8 << 20;

  private final long size;
  private final int leafBytes;
  private final byte[] leaves;
  private final Digest root;

  private DigestTree(long size, int leafBytes, byte[] leaves) {
    this.size = size;
    this.leafBytes = leafBytes;
    this.leaves = leaves;
    this.root = Digest.of(Digest.SHA_256, MerkleHash.root(leaves));
  }

  /**
   * The tree over these leaves.
   *
   * @param size of the byte string, in bytes
   * @param leafBytes the size of every leaf but the last, in bytes
   * @param leafHashes one hash of {@link #HASH_BYTES} a leaf, end to end; copied
   */
  public static DigestTree of(long size, int leafBytes, byte[] leafHashes) {
    long count = count(size, leafBytes);
    if (leafHashes.length != count * HASH_BYTES) {
      throw new IllegalArgumentException("leafHashes: "
          + leafHashes.length
          + " bytes for "
          + count
          + " leaves of "
          + HASH_BYTES
          + " bytes each");
    }
    return new DigestTree(size, leafBytes, leafHashes.clone());
  }

  /** How many leaves a byte string of that size has. */
  public static long count(long size, int leafBytes) {
    if (size < 0 || leafBytes <= 0) {
      throw new IllegalArgumentException("size " + size + ", leafBytes " + leafBytes);
    }
    return size / leafBytes + (size % leafBytes == 0 ? 0 : 1);
  }

  /** The size of the byte string in bytes. */
  public long size() {
    return size;
  }

  /** The size of every leaf but the last, in bytes. */
  public int leafBytes() {
    return leafBytes;
  }

  /** How many leaves there are. */
  public int leafCount() {
    return leaves.length / HASH_BYTES;
  }

  /** The hash of one leaf, counted from 0. */
  public Digest leaf(int index) {
    int from = Math.multiplyExact(index, HASH_BYTES);
    return Digest.of(Digest.SHA_256, Arrays.copyOfRange(leaves, from, from + HASH_BYTES));
  }

  /** All hashes, end to end, as a copy. */
  public byte[] leafHashes() {
    return leaves.clone();
  }

  /** The root. */
  public Digest root() {
    return root;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DigestTree tree
        && size == tree.size
        && leafBytes == tree.leafBytes
        && Arrays.equals(leaves, tree.leaves);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  @Override
  public String toString() {
    return root + " over " + leafCount() + " leaves of " + leafBytes + ", " + size + " bytes";
  }
}
