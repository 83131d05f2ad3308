// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Leaf;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Staged;
import org.diskmill.store.Upload;

/**
 * Leaves on their way into one store, each as a part of its own. A leaf that the store holds already
 * is not sent again. Closing keeps what arrived. Safe for use by many threads.
 */
final class Intake implements AutoCloseable {
  private final String site;
  private final Upload upload;
  private final int leafBytes;
  private final int maxParts;
  private final Recorder recorder;
  private final Map<Integer, PartReceipt> receipts = new HashMap<>();
  private int sent;
  private int held;

  Intake(BoundStore place, Upload upload, int leafBytes, Recorder recorder) throws IOException {
    this.site = place.site().name();
    this.upload = upload;
    this.leafBytes = leafBytes;
    this.maxParts = place.store().traits().maxParts();
    this.recorder = recorder;
    for (PartReceipt receipt : upload.received()) {
      receipts.put(receipt.index(), receipt);
    }
  }

  /** Takes a leaf, unless the store holds the same one. */
  void take(Leaf leaf, ReplicationEvent.How how) throws IOException {
    int size = leaf.bytes().remaining();
    long at = (long) leaf.index() * leafBytes;
    if (leaf.index() >= maxParts) {
      throw new TransferException(
          RuleCode.STORE_FAILED,
          "store " + site + ": takes at most " + maxParts + " parts, and the image has more");
    }
    boolean there = holds(leaf.index(), at, size, leaf.digest());
    if (!there) {
      ByteBuffer bytes = leaf.bytes().duplicate();
      keep(upload.put(leaf.index(), at, bytes, leaf.digest()));
    } else {
      countHeld();
    }
    recorder.tell(new ReplicationEvent.LeafDone(
        site, leaf.index(), size, there ? ReplicationEvent.How.HELD : how));
  }

  /** The leaves that the store does not hold, by index. */
  List<Integer> missing(DigestTree tree) {
    return IntStream.range(0, tree.leafCount())
        .filter(index -> !holds(index, at(tree, index), size(tree, index), tree.leaf(index)))
        .boxed()
        .toList();
  }

  /** Makes an unseen object of exactly these leaves, all of which the store must hold. */
  Staged stage(DigestTree tree) throws IOException {
    List<PartReceipt> parts = new ArrayList<>();
    synchronized (this) {
      for (int index = 0; index < tree.leafCount(); index++) {
        PartReceipt receipt = receipts.get(index);
        if (receipt == null) {
          throw new IllegalStateException("store " + site + ": leaf " + index + " is missing");
        }
        parts.add(receipt);
      }
    }
    return upload.stage(parts);
  }

  /** Throws away what arrived. */
  void abort() throws IOException {
    upload.abort();
  }

  synchronized int sent() {
    return sent;
  }

  synchronized int held() {
    return held;
  }

  /** Counts the leaves that nobody had to offer, since all were there from the beginning. */
  synchronized void restIsHeld(DigestTree tree) {
    held = Math.max(held, tree.leafCount() - sent);
  }

  @Override
  public void close() throws IOException {
    upload.close();
  }

  static long at(DigestTree tree, int index) {
    return (long) index * tree.leafBytes();
  }

  static int size(DigestTree tree, int index) {
    return (int) Math.min(tree.leafBytes(), tree.size() - at(tree, index));
  }

  private synchronized boolean holds(int index, long at, int size, Digest digest) {
    PartReceipt receipt = receipts.get(index);
    return receipt != null
        && receipt.at() == at
        && receipt.size() == size
        && receipt.digest().equals(digest);
  }

  private synchronized void keep(PartReceipt receipt) {
    receipts.put(receipt.index(), receipt);
    sent++;
  }

  private synchronized void countHeld() {
    held++;
  }
}
