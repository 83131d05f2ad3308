// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.diskmill.io.Digest;

/**
 * The book that a store keeps about one upload: which parts are here, which are being put, and
 * whether they make an object.
 *
 * <p>Every part is first claimed, then settled or released; so two parts never overlap, and a part
 * that is being written over is not on record. For those who implement stores. Safe for use by many
 * threads.
 */
public final class ReceivedParts {
  private final String name;
  private final StoreTraits traits;
  private final Map<Integer, PartReceipt> settled = new HashMap<>();
  private final Map<Integer, PartReceipt> claimed = new HashMap<>();

  /** Settled and claimed parts by where they begin. */
  private final NavigableMap<Long, PartReceipt> places = new TreeMap<>();

  /**
   * An empty book.
   *
   * @param name what messages call the upload
   */
  public ReceivedParts(String name, StoreTraits traits) {
    this.name = name;
    this.traits = traits;
  }

  /**
   * Claims a part for writing, unless the same bytes are already settled. What was settled under
   * that index is off the record from here on.
   *
   * @return the receipt of the same bytes, if they are here; then nothing was claimed
   * @throws IllegalArgumentException when the store does not take such a part, or it overlaps
   *     another
   * @throws IllegalStateException when another thread is putting the same part
   */
  public synchronized Optional<PartReceipt> claim(int index, long at, int size, Digest digest) {
    PartReceipt part = new PartReceipt(index, at, size, digest, "");
    requireFits(part);
    if (claimed.containsKey(index)) {
      throw new IllegalStateException(name + ": part " + index + " is already being put");
    }
    PartReceipt old = settled.get(index);
    if (old != null && old.sameBytes(part)) {
      return Optional.of(old);
    }
    requireApart(part);
    if (old != null) {
      settled.remove(index);
      places.remove(old.at());
    }
    claimed.put(index, part);
    places.put(at, part);
    return Optional.empty();
  }

  /** Puts a claimed part, or one known from an earlier process, on record. */
  public synchronized void settle(PartReceipt receipt) {
    release(receipt.index());
    settled.put(receipt.index(), receipt);
    places.put(receipt.at(), receipt);
  }

  /** Gives up a claim: the part is not here. */
  public synchronized void release(int index) {
    PartReceipt part = claimed.remove(index);
    if (part != null) {
      places.remove(part.at());
    }
  }

  /** Takes a part off the record, if it is on it. */
  public synchronized void forget(int index) {
    PartReceipt part = settled.remove(index);
    if (part != null) {
      places.remove(part.at());
    }
  }

  /** All parts on record, by index. */
  public synchronized List<PartReceipt> all() {
    List<PartReceipt> parts = new ArrayList<>(settled.values());
    parts.sort((a, b) -> Integer.compare(a.index(), b.index()));
    return parts;
  }

  /**
   * Checks that parts make an object and are all on record.
   *
   * @return the object's size in bytes
   * @throws IllegalArgumentException when they are not in order, not end to end, or too small
   * @throws StoreException CORRUPTED when one is not on record as its receipt says
   */
  public synchronized long requireObject(List<PartReceipt> parts) throws StoreException {
    long end = 0;
    Set<Integer> seen = new HashSet<>();
    for (PartReceipt part : parts) {
      boolean last = seen.size() == parts.size() - 1;
      if (part.at() != end || !seen.add(part.index())) {
        throw new IllegalArgumentException(
            "parts: part %d is at %d, expected each once and the next at %d"
                .formatted(part.index(), part.at(), end));
      }
      if (!last && part.size() < traits.minPartBytes()) {
        throw new IllegalArgumentException("parts: part %d has %d bytes, all but the last need %d"
            .formatted(part.index(), part.size(), traits.minPartBytes()));
      }
      requireOnRecord(part);
      end = part.end();
    }
    return end;
  }

  private void requireOnRecord(PartReceipt part) throws StoreException {
    PartReceipt here = settled.get(part.index());
    if (here == null || !here.sameBytes(part)) {
      throw new StoreException(
          StoreException.Reason.CORRUPTED,
          "%s: part %d should be %s, is %s"
              .formatted(name, part.index(), part, here == null ? "missing" : here));
    }
  }

  private void requireFits(PartReceipt part) {
    if (part.index() >= traits.maxParts()
        || part.size() > traits.maxPartBytes()
        || part.at() > traits.maxObjectBytes() - part.size()) {
      throw new IllegalArgumentException(
          "part %d at %d of %d bytes: the store takes %d parts of %d bytes, %d in all"
              .formatted(
                  part.index(),
                  part.at(),
                  part.size(),
                  traits.maxParts(),
                  traits.maxPartBytes(),
                  traits.maxObjectBytes()));
    }
  }

  private void requireApart(PartReceipt part) {
    Map.Entry<Long, PartReceipt> before = places.lowerEntry(part.at());
    if (before != null && before.getValue().end() > part.at()) {
      requireSame(part, before.getValue());
    }
    for (PartReceipt other : places.subMap(part.at(), part.end()).values()) {
      requireSame(part, other);
    }
  }

  private static void requireSame(PartReceipt part, PartReceipt other) {
    if (part.index() != other.index()) {
      throw new IllegalArgumentException(
          "part %d at %d of %d bytes: overlaps part %d at %d of %d bytes"
              .formatted(
                  part.index(), part.at(), part.size(), other.index(), other.at(), other.size()));
    }
  }
}
