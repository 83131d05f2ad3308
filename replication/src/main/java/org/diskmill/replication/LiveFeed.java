// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Job;
import org.diskmill.io.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * One store's share of the live leaves: a bounded queue, and a thread that empties it into the store.
 *
 * <p>The queue holds references, so a leaf is in memory once however many stores wait for it.
 */
final class LiveFeed implements Runnable {
  /** How often a waiting thread looks whether it is still wanted, in milliseconds. */
  private static final long LOOK = 5;

  private final Intake intake;
  private final Job job;
  private final BlockingQueue<Leaf> queue;
  private volatile boolean closing;
  private volatile boolean stopped;
  private volatile @Nullable Throwable failure;

  LiveFeed(Intake intake, int depth, Job job) {
    this.intake = intake;
    this.job = job;
    this.queue = new ArrayBlockingQueue<>(depth);
  }

  /** Hands on a leaf if there is room. A store that failed takes nothing more. */
  boolean offer(Leaf leaf) {
    return failure == null && queue.offer(leaf);
  }

  /**
   * Hands on a leaf, waiting until there is room.
   *
   * @return false when the store has failed
   */
  boolean put(Leaf leaf) {
    while (failure == null) {
      job.checkpoint();
      if (waitingFor(() -> queue.offer(leaf, LOOK, TimeUnit.MILLISECONDS))) {
        return true;
      }
    }
    return false;
  }

  /** No more leaves will come. */
  void close() {
    closing = true;
  }

  /** Drops what has not been sent. */
  void stop() {
    stopped = true;
  }

  /** What went wrong, if anything did. Meaningful once the thread has ended. */
  @Nullable
  Throwable failure() {
    return failure;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        // Read before the queue: what was put before closing is then seen.
        boolean last = closing;
        Leaf leaf = queue.poll(last ? 0 : LOOK, TimeUnit.MILLISECONDS);
        if (leaf != null) {
          job.checkpoint();
          intake.take(leaf, ReplicationEvent.How.LIVE);
        } else if (last) {
          return;
        }
      }
    } catch (IOException | RuntimeException | Error failed) {
      failure = failed;
    } catch (InterruptedException stranger) {
      failure = new CancelledException("interrupted");
    } finally {
      queue.clear();
    }
  }

  @FunctionalInterface
  private interface Wait {
    boolean run() throws InterruptedException;
  }

  private static boolean waitingFor(Wait wait) {
    try {
      return wait.run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }
}
