// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Makes the digests of one source on several threads, and reads every byte once.
 *
 * <p>Used once, by one thread.
 */
final class SourceHashing {
  /** What is read at once. Leaves are hashed as they are read, so no thread holds more. */
  private static final int CHUNK = 1 << 20;

  private final Source source;
  private final LeafHashes leaves;
  private final Activity reading;
  private final Executor helpers;

  SourceHashing(Source source, int leafBytes, Activity reading, Executor helpers) {
    this.source = source;
    this.leaves = new LeafHashes(source.size(), leafBytes);
    this.reading = reading;
    this.helpers = helpers;
  }

  /** The tree alone: each thread takes the next leaf, reads it and hashes it. */
  Hashed byLeaves(int atMost) throws IOException {
    LeafQueue queue = new LeafQueue(leaves.count());
    int helping = Math.min(atMost, leaves.count()) - 1;
    Beside others = new Beside(helpers);
    try {
      for (int i = 0; i < helping; i++) {
        others.start(() -> takeLeaves(queue));
      }
      takeLeaves(queue);
    } finally {
      // Also after a failure: nobody may still read when the caller closes the source.
      queue.close();
      others.end();
    }
    others.await();
    return new Hashed(leaves.tree(), List.of());
  }

  private boolean takeLeaves(LeafQueue queue) throws IOException {
    ByteBuffer chunk = chunk();
    MessageDigest function = Digest.function(Digest.SHA_256);
    try {
      for (int leaf = queue.next(); leaf >= 0; leaf = queue.next()) {
        long end = leaves.end(leaf);
        for (long at = leaves.start(leaf); at < end; at += chunk.limit()) {
          read(at, end, chunk);
          leaves.update(function, at, chunk);
        }
      }
      return true;
    } catch (IOException | RuntimeException | Error failed) {
      queue.close();
      throw failed;
    }
  }

  /** The tree and plain digests: this thread reads, and hashes leaves while others do the rest. */
  Hashed inOrder(FlatHashing flat) throws IOException {
    ByteBuffer[] chunks = {chunk(), chunk()};
    MessageDigest function = Digest.function(Digest.SHA_256);
    int turn = 0;
    for (long at = 0; at < source.size(); turn++) {
      ByteBuffer chunk = chunks[turn % chunks.length];
      read(at, leaves.endAt(at), chunk);
      flat.update(chunk);
      leaves.update(function, at, chunk.duplicate());
      at += chunk.limit();
    }
    return new Hashed(leaves.tree(), flat.finish());
  }

  /** A heap buffer: hash functions copy others piece by piece. */
  private ByteBuffer chunk() {
    return ByteBuffer.allocate((int) Math.min(Math.max(1, source.size()), CHUNK));
  }

  private void read(long at, long end, ByteBuffer chunk) throws IOException {
    chunk.clear().limit((int) Math.min(chunk.capacity(), end - at));
    source.readFully(at, chunk);
    chunk.flip();
    reading.advance(chunk.limit());
  }
}
