// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.diskmill.io.Digest;
import org.diskmill.io.Leaf;
import org.diskmill.io.LeafReceiver;

/**
 * Sends leaves to an upload: each as a part where the store takes that many parts, several in one
 * part where it does not. What the upload already has is not sent again.
 *
 * <p>Leaves may come in any order if the store has {@link Capability#UNORDERED_PARTS}; otherwise a
 * leaf out of order is refused, and the caller spools. The caller closes the upload. {@link #take}
 * is safe for use by many threads where the store has that capability.
 */
public final class LeafUpload implements LeafReceiver {
  private final Upload upload;
  private final PartLayout layout;
  private final int leafBytes;
  private final boolean anyOrder;
  private final Map<Integer, PartReceipt> known = new HashMap<>();
  private final Map<Integer, LeafGroup> open = new HashMap<>();
  private final Map<Integer, PartReceipt> done = new HashMap<>();
  private final AtomicLong sentBytes = new AtomicLong();
  private final AtomicLong skippedBytes = new AtomicLong();

  /**
   * A sender for leaves of one size.
   *
   * @param traits those of the upload's store
   * @param leafBytes the size of every leaf but the last, in bytes
   */
  public LeafUpload(Upload upload, StoreTraits traits, int leafBytes) throws IOException {
    this.upload = upload;
    this.layout = new PartLayout(traits, leafBytes);
    this.leafBytes = leafBytes;
    this.anyOrder = traits.has(Capability.UNORDERED_PARTS);
    upload.received().forEach(receipt -> known.put(receipt.index(), receipt));
  }

  @Override
  public void take(Leaf leaf) throws IOException {
    PartLayout.Place place = layout.place(leaf.index());
    LeafGroup group;
    synchronized (this) {
      if (done.containsKey(place.part())) {
        throw new IllegalArgumentException("leaf: " + leaf.index() + " came twice");
      }
      group = open.computeIfAbsent(place.part(), part -> new LeafGroup(place, leafBytes));
      if (!group.add(leaf)) {
        return;
      }
      open.remove(place.part());
    }
    send(group);
  }

  /**
   * Sends what is left.
   *
   * @return the receipts of all parts, for {@link Upload#stage}
   * @throws IllegalStateException when a leaf is missing
   */
  public List<PartReceipt> finish() throws IOException {
    List<LeafGroup> rest;
    synchronized (this) {
      rest = new ArrayList<>(open.values());
      open.clear();
    }
    rest.sort(Comparator.comparingInt(LeafGroup::part));
    for (LeafGroup group : rest) {
      group.requireEndToEnd();
      send(group);
    }
    return receipts();
  }

  /** How many bytes went to the store. */
  public long sentBytes() {
    return sentBytes.get();
  }

  /** How many bytes the store had already. */
  public long skippedBytes() {
    return skippedBytes.get();
  }

  private void send(LeafGroup group) throws IOException {
    requireOrder(group.part());
    Digest digest = group.digest();
    PartReceipt part = new PartReceipt(group.part(), group.at(), group.size(), digest, "");
    PartReceipt there = known.get(group.part());
    if (there != null && there.sameBytes(part)) {
      skippedBytes.addAndGet(part.size());
    } else {
      there = upload.put(group.part(), group.at(), group.bytes(), digest);
      sentBytes.addAndGet(part.size());
    }
    synchronized (this) {
      done.put(group.part(), there);
    }
  }

  private synchronized void requireOrder(int part) throws StoreException {
    if (!anyOrder && part != done.size()) {
      throw new StoreException(
          StoreException.Reason.UNSUPPORTED,
          upload.token()
              + ": the store takes parts in order only, expected "
              + done.size()
              + ", part "
              + part
              + " came first; spool the object");
    }
  }

  private synchronized List<PartReceipt> receipts() {
    List<PartReceipt> all = new ArrayList<>(done.values());
    all.sort(Comparator.comparingInt(PartReceipt::index));
    long end = 0;
    for (int part = 0; part < all.size(); part++) {
      PartReceipt receipt = all.get(part);
      if (receipt.index() != part || receipt.at() != end) {
        throw new IllegalStateException(
            upload.token() + ": a leaf never came, the first at byte " + end);
      }
      end = receipt.end();
    }
    return all;
  }
}
