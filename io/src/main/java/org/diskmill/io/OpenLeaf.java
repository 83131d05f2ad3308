// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.ByteBuffer;

/** A leaf that is being filled. */
final class OpenLeaf {
  private final int index;
  private final ByteBuffer bytes;
  private int missing;

  OpenLeaf(int index, int leafBytes) {
    this.index = index;
    this.bytes = ByteBuffer.allocate(leafBytes);
  }

  int index() {
    return index;
  }

  int filled() {
    return bytes.position();
  }

  boolean full() {
    return !bytes.hasRemaining();
  }

  boolean whole() {
    return missing == 0;
  }

  /** Takes what fits and says how much that was. */
  int put(ByteBuffer src) {
    int count = Math.min(src.remaining(), bytes.remaining());
    int end = src.limit();
    bytes.put(src.limit(src.position() + count));
    src.limit(end);
    return count;
  }

  /** Leaves a gap of at most {@code length} bytes and says how long it is. */
  int leave(int length) {
    int count = Math.min(length, bytes.remaining());
    bytes.position(bytes.position() + count);
    missing += count;
    return count;
  }

  void fill(int at, ByteBuffer src) {
    missing -= src.remaining();
    bytes.duplicate().position(at).put(src);
  }

  Leaf seal() {
    ByteBuffer whole = bytes.flip().asReadOnlyBuffer();
    return new Leaf(index, whole, Digest.of(Digest.SHA_256, MerkleHash.leaf(bytes)));
  }
}
