// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Makes the digests of one source on several threads, and reads every byte once.
 *
 * <p>The calling thread works as well, and does what the helpers have not begun: an executor that is
 * full, even of such callers, only makes it slower. Used once, by one thread.
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
    List<FutureTask<Boolean>> others = new ArrayList<>();
    try {
      for (int i = 0; i < helping; i++) {
        others.add(start(() -> takeLeaves(queue)));
      }
      takeLeaves(queue);
    } finally {
      // Also after a failure: nobody may still read when the caller closes the source.
      queue.close();
      for (FutureTask<Boolean> other : others) {
        settle(other);
      }
    }
    for (FutureTask<Boolean> other : others) {
      await(other);
    }
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

  /** The tree and plain digests: one thread reads, and each function has a thread of its own. */
  Hashed inOrder(List<MessageDigest> flat) throws IOException {
    ByteBuffer[] chunks = {chunk(), chunk()};
    MessageDigest function = Digest.function(Digest.SHA_256);
    List<FutureTask<Boolean>> beside = new ArrayList<>();
    int turn = 0;
    for (long at = 0; at < source.size(); turn++) {
      ByteBuffer chunk = chunks[turn % chunks.length];
      long start = at;
      read(start, leaves.endAt(start), chunk);
      at += chunk.limit();
      awaitAll(beside);
      beside.add(start(() -> leaves.update(function, start, chunk.duplicate())));
      for (MessageDigest one : flat.subList(1, flat.size())) {
        beside.add(start(() -> update(one, chunk.duplicate())));
      }
      update(flat.get(0), chunk.duplicate());
    }
    awaitAll(beside);
    List<Digest> digests = new ArrayList<>();
    flat.forEach(one -> digests.add(Digest.of(one.getAlgorithm(), one.digest())));
    return new Hashed(leaves.tree(), digests);
  }

  private static boolean update(MessageDigest function, ByteBuffer bytes) {
    function.update(bytes);
    return true;
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

  private FutureTask<Boolean> start(Callable<Boolean> work) {
    FutureTask<Boolean> task = new FutureTask<>(work);
    helpers.execute(task);
    return task;
  }

  private static void awaitAll(List<FutureTask<Boolean>> tasks) throws IOException {
    for (FutureTask<Boolean> task : tasks) {
      await(task);
    }
    tasks.clear();
  }

  private static void await(FutureTask<Boolean> task) throws IOException {
    try {
      settle(task);
      task.get();
    } catch (ExecutionException failed) {
      rethrow(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }

  /** Does the work if nobody has begun it, and otherwise waits for its end. */
  private static void settle(FutureTask<Boolean> task) {
    task.run();
    boolean interrupted = false;
    while (true) {
      try {
        task.get();
        break;
      } catch (ExecutionException looksLater) {
        break;
      } catch (InterruptedException waitOn) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(@Nullable Throwable cause) throws IOException {
    if (cause instanceof IOException failure) {
      throw failure;
    }
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    if (cause instanceof Error failure) {
      throw failure;
    }
    throw new IllegalStateException(cause);
  }
}
