// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** The leaves of a byte string whose size is known, hashed in any order, each by one thread. */
final class LeafHashes {
  private static final byte LEAF = 0;

  private final long size;
  private final int leafBytes;
  private final byte[] hashes;

  LeafHashes(long size, int leafBytes) {
    this.size = size;
    this.leafBytes = leafBytes;
    int count = Math.toIntExact(DigestTree.count(size, leafBytes));
    this.hashes = new byte[Math.multiplyExact(count, DigestTree.HASH_BYTES)];
  }

  int count() {
    return hashes.length / DigestTree.HASH_BYTES;
  }

  long start(int leaf) {
    return (long) leaf * leafBytes;
  }

  long end(int leaf) {
    return Math.min(size, start(leaf) + leafBytes);
  }

  /** Where the leaf ends that {@code at} lies in. */
  long endAt(long at) {
    return end((int) (at / leafBytes));
  }

  /**
   * Takes bytes of one leaf, in order; the last of them settle its hash.
   *
   * @param function is used for this leaf alone, from its first bytes to its last
   */
  void update(MessageDigest function, long at, ByteBuffer bytes) {
    int leaf = (int) (at / leafBytes);
    if (at == start(leaf)) {
      function.reset();
      function.update(LEAF);
    }
    boolean last = at + bytes.remaining() == end(leaf);
    function.update(bytes);
    if (last) {
      byte[] hash = function.digest();
      System.arraycopy(hash, 0, hashes, leaf * DigestTree.HASH_BYTES, hash.length);
    }
  }

  DigestTree tree() {
    return DigestTree.of(size, leafBytes, hashes);
  }
}
