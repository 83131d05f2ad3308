// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.digest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ZerosAhead;
import org.diskmill.io.Activity;
import org.diskmill.io.BufferPool;
import org.diskmill.io.Digest;
import org.diskmill.io.Job;
import org.diskmill.io.Tasks;
import org.diskmill.io.TreeRoot;
import org.diskmill.io.Zeros;

/** Hashes stretches of a disk on many threads and puts their leaves together in order. */
final class LeafHashing implements AutoCloseable {
  private static final int LEAF = DiskDigest.LEAF_BYTES;
  private static final int STRETCH = 16 * LEAF;
  private static final Digest ZERO_LEAF = TreeRoot.leaf(ByteBuffer.allocate(LEAF));

  private final DiskImage image;
  private final ZerosAhead ahead;
  private final int window;
  private final Job job;
  private final ExecutorService threads;
  private final BufferPool buffers = new BufferPool(STRETCH);
  private final Deque<Future<List<Digest>>> inFlight = new ArrayDeque<>();
  private final TreeRoot root = new TreeRoot();

  LeafHashing(DiskImage image, int workers, Job job) {
    this.image = image;
    this.ahead = new ZerosAhead(image);
    this.window = 2 * workers;
    this.job = job;
    this.threads = Executors.newFixedThreadPool(workers);
  }

  Digest root() throws IOException {
    Activity hashing = job.begin("hashing the disk", image.size());
    long at = 0;
    while (at < image.size()) {
      long zeros = zeroLeaves(at);
      long end = zeros > 0 ? at + zeros * LEAF : Math.min(at + STRETCH, image.size());
      if (zeros > 0) {
        drain(0);
        root.add(ZERO_LEAF, zeros);
      } else {
        drain(window - 1);
        long from = at;
        inFlight.add(threads.submit(() -> leaves(from, (int) (end - from))));
      }
      hashing.advance(end - at);
      at = end;
    }
    drain(0);
    return root.root();
  }

  /** How many whole leaves from {@code at} on the map knows to be zeros. */
  private long zeroLeaves(long at) throws IOException {
    return (ahead.endAt(at, Math.min(at + STRETCH, image.size())) - at) / LEAF;
  }

  private List<Digest> leaves(long at, int length) throws IOException {
    ByteBuffer bytes = buffers.take().limit(length);
    try {
      image.read(at, bytes);
      List<Digest> leaves = new ArrayList<>();
      for (int from = 0; from < length; from += LEAF) {
        ByteBuffer leaf = bytes.slice(from, Math.min(LEAF, length - from));
        boolean zeros = leaf.remaining() == LEAF && Zeros.only(leaf);
        leaves.add(zeros ? ZERO_LEAF : TreeRoot.leaf(leaf));
      }
      return leaves;
    } finally {
      buffers.give(bytes);
    }
  }

  /** Takes finished stretches until no more than {@code most} are on their way. */
  private void drain(int most) throws IOException {
    while (inFlight.size() > most) {
      for (Digest leaf : Tasks.resultUnlessInterrupted(inFlight.remove(), "hashing")) {
        root.add(leaf);
      }
    }
  }

  /** Waits for what is running: it reads from an image that the caller may close next. */
  @Override
  public void close() {
    for (Future<List<Digest>> stretch : inFlight) {
      // Not interrupted: that would close the image's channel.
      stretch.cancel(false);
    }
    Tasks.end(threads);
  }
}
