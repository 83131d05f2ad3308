// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Precondition;
import org.diskmill.store.Staged;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.jspecify.annotations.Nullable;

/** Whole bytes that nobody sees yet. */
final class MemoryStaged implements Staged {
  private final MemoryStore store;
  private final Arrivals arrivals;
  private final ByteBuffer bytes;
  private @Nullable ObjectStat published;

  MemoryStaged(MemoryStore store, Arrivals arrivals, ByteBuffer bytes) {
    this.store = store;
    this.arrivals = arrivals;
    this.bytes = bytes;
  }

  @Override
  public ObjectKey key() {
    return arrivals.token().key();
  }

  @Override
  public Source open() throws IOException {
    if (!arrivals.traits().has(Capability.STAGING)) {
      throw new StoreException(Reason.UNSUPPORTED, store + key().value() + ": not yet readable");
    }
    return Sources.bytes(store + key().value() + " (staged)", bytes.duplicate());
  }

  @Override
  public ObjectStat publish(Precondition when) throws IOException {
    if (published == null) {
      published = store.publish(arrivals.token(), bytes, when);
    }
    return published;
  }

  @Override
  public void discard() {
    store.abandon(arrivals.token());
  }
}
