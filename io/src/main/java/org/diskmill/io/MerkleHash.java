// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** The hashes of [RFC 6962 section 2.1]: leaves and nodes are told apart by their first byte. */
final class MerkleHash {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private MerkleHash() {}

  /** A function that has already taken the leaf's first byte. */
  static MessageDigest leafFunction() {
    MessageDigest function = Digest.function(Digest.SHA_256);
    function.update(LEAF);
    return function;
  }

  static byte[] leaf(ByteBuffer bytes) {
    MessageDigest function = leafFunction();
    function.update(bytes.duplicate());
    return function.digest();
  }

  static byte[] root(byte[] leaves) {
    MessageDigest function = Digest.function(Digest.SHA_256);
    int count = leaves.length / DigestTree.HASH_BYTES;
    return count == 0 ? function.digest() : node(function, leaves, 0, count);
  }

  private static byte[] node(MessageDigest function, byte[] leaves, int from, int count) {
    if (count == 1) {
      int at = from * DigestTree.HASH_BYTES;
      return Arrays.copyOfRange(leaves, at, at + DigestTree.HASH_BYTES);
    }
    int left = Integer.highestOneBit(count - 1);
    byte[] first = node(function, leaves, from, left);
    byte[] second = node(function, leaves, from + left, count - left);
    return node(function, first, second);
  }

  /** The hash of the node above these two. */
  static byte[] node(MessageDigest function, byte[] left, byte[] right) {
    function.update(NODE);
    function.update(left);
    return function.digest(right);
  }
}
