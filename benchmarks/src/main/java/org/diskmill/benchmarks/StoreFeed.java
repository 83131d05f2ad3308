// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Leaf;
import org.diskmill.store.LeafUpload;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.Precondition;
import org.diskmill.store.Store;
import org.diskmill.store.Upload;

/** One store of a fan-out: takes leaves on a thread of its own. */
final class StoreFeed implements AutoCloseable {
  private final Upload upload;
  private final LeafUpload leaves;
  private final BlockingQueue<Optional<Leaf>> queue = new ArrayBlockingQueue<>(2);
  private final FutureTask<Boolean> sending = new FutureTask<>(this::send);

  StoreFeed(Store store, ObjectKey key) throws IOException {
    this.upload = store.begin(key);
    this.leaves = new LeafUpload(upload, store.traits(), DigestTree.LEAF_BYTES);
    new Thread(sending, "store").start();
  }

  void take(Leaf leaf) {
    put(Optional.of(leaf));
  }

  private void put(Optional<Leaf> leaf) {
    try {
      queue.put(leaf);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private boolean send() throws Exception {
    for (Optional<Leaf> leaf = queue.take(); leaf.isPresent(); leaf = queue.take()) {
      leaves.take(leaf.get());
    }
    upload.stage(leaves.finish()).publish(new Precondition.Absent());
    return true;
  }

  /** Shows the object. */
  void finish() throws Exception {
    put(Optional.empty());
    sending.get();
  }

  @Override
  public void close() throws IOException {
    upload.close();
  }
}
