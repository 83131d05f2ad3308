// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.io.Digest;
import org.diskmill.store.Capability;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Staged;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadToken;

/** A hand on what arrives of one object. */
final class MemoryUpload implements Upload {
  private final MemoryStore store;
  private final Arrivals arrivals;
  private volatile boolean staged;
  private volatile boolean closed;

  MemoryUpload(MemoryStore store, Arrivals arrivals) {
    this.store = store;
    this.arrivals = arrivals;
  }

  @Override
  public UploadToken token() {
    return arrivals.token();
  }

  @Override
  public PartReceipt put(int index, long at, ByteBuffer bytes, Digest digest) throws IOException {
    requireOpen();
    if (staged) {
      throw new IllegalStateException(token() + ": already staged");
    }
    return arrivals.put(index, at, bytes, digest);
  }

  @Override
  public List<PartReceipt> received() throws IOException {
    requireOpen();
    return arrivals.received();
  }

  @Override
  public Staged stage(List<PartReceipt> parts) throws IOException {
    requireOpen();
    ByteBuffer whole = arrivals.join(parts);
    staged = true;
    return new MemoryStaged(store, arrivals, whole);
  }

  @Override
  public void abort() {
    store.abandon(token());
  }

  @Override
  public void close() {
    closed = true;
    // Nothing that is staged was left unfinished, and it must not need this upload.
    if (!staged && !arrivals.traits().has(Capability.RESUMABLE)) {
      abort();
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException(store + token().toString() + ": closed");
    }
    store.require(token());
  }
}
