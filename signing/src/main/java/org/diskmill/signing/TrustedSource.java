// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.diskmill.io.DigestTree;
import org.diskmill.io.ReadHints;
import org.diskmill.io.Source;

/**
 * A source that lets a leaf out only after checking it against a tree whose root was signed.
 *
 * <p>A leaf is read and hashed as a whole, so the last few are kept. Threads that want the same leaf
 * wait for the one that reads it; others do not wait.
 */
final class TrustedSource implements Source {
  /** Leaves of the usual size: one being read in order, and one that tables are in. */
  private static final int CACHE_BYTES = 2 * DigestTree.LEAF_BYTES;

  private static final int MIN_LEAVES = 2;
  private static final int MAX_LEAVES = 64;

  private final Source raw;
  private final DigestTree tree;
  private final int keep;
  private final Map<Integer, CheckedLeaf> recent = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  TrustedSource(Source raw, DigestTree tree) {
    this.raw = raw;
    this.tree = tree;
    this.keep = Math.min(MAX_LEAVES, Math.max(MIN_LEAVES, CACHE_BYTES / tree.leafBytes()));
  }

  @Override
  public long size() {
    return tree.size();
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    if (offset < 0) {
      throw new IllegalArgumentException("offset: " + offset + " is negative");
    }
    if (offset >= tree.size()) {
      return -1;
    }
    if (!dst.hasRemaining()) {
      return 0;
    }
    int index = (int) (offset / tree.leafBytes());
    int from = (int) (offset % tree.leafBytes());
    ByteBuffer bytes = leaf(index).bytes();
    int count = Math.min(dst.remaining(), bytes.remaining() - from);
    dst.put(bytes.slice(from, count));
    return count;
  }

  @Override
  public ReadHints hints() {
    return new ReadHints(Math.max(tree.leafBytes(), raw.hints().worthwhileBytes()));
  }

  @Override
  public void close() throws IOException {
    synchronized (recent) {
      closed = true;
      recent.clear();
    }
    raw.close();
  }

  @Override
  public String toString() {
    return raw.toString();
  }

  private CheckedLeaf leaf(int index) throws IOException {
    synchronized (recent) {
      if (closed) {
        throw new IOException(raw + ": closed");
      }
      CheckedLeaf leaf =
          recent.computeIfAbsent(index, missing -> new CheckedLeaf(raw, tree, missing));
      if (recent.size() > keep) {
        recent.remove(recent.keySet().iterator().next());
      }
      return leaf;
    }
  }
}
