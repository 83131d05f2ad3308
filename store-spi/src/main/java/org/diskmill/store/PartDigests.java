// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;

/**
 * The digest of a part: the root of the {@link DigestTree} over its bytes, with leaves of {@link
 * DigestTree#LEAF_BYTES}.
 *
 * <p>So a part that is one leaf has that leaf's hash, and one of several whole leaves needs only
 * their hashes: what was hashed on its way out of the writer is not hashed again for every store.
 */
public final class PartDigests {
  private static final byte LEAF = 0;

  private PartDigests() {}

  /** The digest of what remains in {@code part}, whose position does not move. */
  public static Digest of(ByteBuffer part) {
    int count = Math.toIntExact(DigestTree.count(part.remaining(), DigestTree.LEAF_BYTES));
    byte[] hashes = new byte[Math.multiplyExact(count, DigestTree.HASH_BYTES)];
    MessageDigest function = Digest.function(Digest.SHA_256);
    ByteBuffer rest = part.duplicate();
    for (int leaf = 0; leaf < count; leaf++) {
      int length = Math.min(DigestTree.LEAF_BYTES, rest.remaining());
      function.update(LEAF);
      function.update(rest.slice().limit(length));
      rest.position(rest.position() + length);
      System.arraycopy(
          function.digest(), 0, hashes, leaf * DigestTree.HASH_BYTES, DigestTree.HASH_BYTES);
    }
    return DigestTree.of(part.remaining(), DigestTree.LEAF_BYTES, hashes).root();
  }
}
