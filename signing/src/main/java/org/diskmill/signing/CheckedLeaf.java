// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Source;
import org.diskmill.signing.UntrustedException.Reason;
import org.jspecify.annotations.Nullable;

/** One leaf, read and checked by the first who asks. Safe for use by many threads. */
final class CheckedLeaf {
  private final Source raw;
  private final DigestTree tree;
  private final int index;
  private @Nullable ByteBuffer checked;

  CheckedLeaf(Source raw, DigestTree tree, int index) {
    this.raw = raw;
    this.tree = tree;
    this.index = index;
  }

  /** The leaf's bytes. A failure is not remembered: the next who asks reads again. */
  synchronized ByteBuffer bytes() throws IOException {
    ByteBuffer there = checked;
    if (there == null) {
      there = load();
      checked = there;
    }
    return there;
  }

  private ByteBuffer load() throws IOException {
    long at = (long) index * tree.leafBytes();
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(tree.leafBytes(), tree.size() - at));
    raw.readFully(at, bytes);
    bytes.flip();
    Digest found = digest(bytes);
    Digest expected = tree.leaf(index);
    if (!found.equals(expected)) {
      throw new UntrustedException(
          Reason.CONTENT_DIFFERS,
          raw + ": leaf " + index + " at " + at + ": found " + found + ", signed " + expected);
    }
    return bytes.asReadOnlyBuffer();
  }

  /** [RFC 6962 section 2.1] */
  private static Digest digest(ByteBuffer bytes) {
    MessageDigest function = Digest.function(Digest.SHA_256);
    function.update((byte) 0);
    function.update(bytes.duplicate());
    return Digest.of(Digest.SHA_256, function.digest());
  }
}
