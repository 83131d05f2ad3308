// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.diskmill.io.Digest;
import org.diskmill.store.Capability;
import org.diskmill.store.PartDigests;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.ReceivedParts;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.StoreTraits;
import org.diskmill.store.UploadListing;
import org.diskmill.store.UploadToken;

/** What arrived of one object. Safe for use by many threads. */
final class Arrivals {
  private final UploadToken token;
  private final StoreTraits traits;
  private final Clock clock;
  private final ReceivedParts book;
  private final Map<Integer, ByteBuffer> parts = new ConcurrentHashMap<>();
  private volatile Instant touched;

  Arrivals(UploadToken token, StoreTraits traits, Clock clock) {
    this.token = token;
    this.traits = traits;
    this.clock = clock;
    this.book = new ReceivedParts("memory:" + token, traits);
    this.touched = clock.instant();
  }

  UploadToken token() {
    return token;
  }

  StoreTraits traits() {
    return traits;
  }

  UploadListing.Pending pending() {
    return new UploadListing.Pending(token, touched);
  }

  PartReceipt put(int index, long at, ByteBuffer bytes, Digest digest) throws StoreException {
    requireOrder(index);
    Optional<PartReceipt> same = book.claim(index, at, bytes.remaining(), digest);
    if (same.isPresent()) {
      return same.get();
    }
    try {
      ByteBuffer copy =
          ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
      requireDigest(index, copy, digest);
      parts.put(index, copy);
      touched = clock.instant();
      PartReceipt receipt = new PartReceipt(index, at, copy.limit(), digest, "");
      book.settle(receipt);
      return receipt;
    } finally {
      book.release(index);
    }
  }

  List<PartReceipt> received() {
    return book.all();
  }

  ByteBuffer join(List<PartReceipt> wanted) throws StoreException {
    int size = Math.toIntExact(book.requireObject(wanted));
    ByteBuffer whole = ByteBuffer.allocate(size);
    for (PartReceipt part : wanted) {
      ByteBuffer bytes = parts.get(part.index());
      if (bytes == null) {
        throw new IllegalStateException("part " + part.index() + " is on record and not here");
      }
      whole.put(bytes.duplicate());
    }
    return whole.flip().asReadOnlyBuffer();
  }

  private void requireOrder(int index) throws StoreException {
    int next = book.all().size();
    if (!traits.has(Capability.UNORDERED_PARTS) && index > next) {
      throw new StoreException(
          Reason.UNSUPPORTED, token + ": part " + index + " came before part " + next);
    }
  }

  private void requireDigest(int index, ByteBuffer bytes, Digest digest) throws StoreException {
    if (traits.has(Capability.CHECKED_PARTS) && !PartDigests.of(bytes).equals(digest)) {
      throw new StoreException(
          Reason.CORRUPTED, token + ": part " + index + " is not what " + digest + " says");
    }
  }
}
