// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.diskmill.io.CancelledException;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Leaf;
import org.diskmill.io.Source;
import org.diskmill.io.Tasks;
import org.diskmill.store.PartDigests;

/**
 * Leaves of one source, each read and hashed once for all who want it at about the same time.
 *
 * <p>The last few are kept, so that those who go at the same pace share them; who falls behind reads
 * for itself and holds nobody up. Helpers read ahead; what they have not begun when somebody needs it,
 * that one reads. Safe for use by many threads.
 */
final class LeafReading implements AutoCloseable {
  /** One that is being sent, the next one, and one for who is a little ahead. */
  private static final int KEPT = 3;

  private final Source source;
  private final DigestTree tree;
  private final Executor helpers;
  private final Map<Integer, FutureTask<Leaf>> recent = new LinkedHashMap<>();

  /**
   * A reading.
   *
   * @param source is closed with it
   * @param tree says where leaves begin and end, and not yet what they should be
   */
  LeafReading(Source source, DigestTree tree, Executor helpers) {
    this.source = source;
    this.tree = tree;
    this.helpers = helpers;
  }

  /** Has a leaf read by helpers, unless somebody did so a moment ago. */
  FutureTask<Leaf> begin(int index) {
    FutureTask<Leaf> task;
    synchronized (recent) {
      FutureTask<Leaf> there = recent.get(index);
      if (there != null) {
        return there;
      }
      task = new FutureTask<>(() -> read(index));
      recent.put(index, task);
      if (recent.size() > KEPT) {
        recent.remove(recent.keySet().iterator().next());
      }
    }
    Tasks.offer(task, helpers);
    return task;
  }

  /** The leaf, when it is read. */
  Leaf await(FutureTask<Leaf> begun) throws IOException {
    begun.run();
    try {
      return begun.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    } catch (ExecutionException failed) {
      Failures.rethrow(failed.getCause());
      throw new IllegalStateException(failed.getCause());
    }
  }

  /** Returns when nobody reads that leaf any more, however it ended. */
  void end(FutureTask<Leaf> begun) {
    Tasks.end(List.of(begun));
  }

  private Leaf read(int index) throws IOException {
    try {
      ByteBuffer bytes = ByteBuffer.allocate(Intake.size(tree, index));
      source.readFully(Intake.at(tree, index), bytes);
      bytes.flip();
      return new Leaf(index, bytes.asReadOnlyBuffer(), PartDigests.of(bytes));
    } catch (IOException | RuntimeException | Error failed) {
      synchronized (recent) {
        recent.remove(index);
      }
      throw failed;
    }
  }

  /** Closes the source. Everything that was begun has ended by then. */
  @Override
  public void close() throws IOException {
    source.close();
  }

  @Override
  public String toString() {
    return source.toString();
  }
}
