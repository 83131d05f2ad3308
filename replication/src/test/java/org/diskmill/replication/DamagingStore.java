// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.diskmill.io.Digest;
import org.diskmill.io.Source;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Page;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Precondition;
import org.diskmill.store.Staged;
import org.diskmill.store.Store;
import org.diskmill.store.StoreTraits;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadListing;
import org.diskmill.store.UploadToken;

/** A store that keeps one bit of one part wrong, and says that it has the part. */
record DamagingStore(Store inner, int part) implements Store {
  @Override
  public StoreTraits traits() {
    return inner.traits();
  }

  @Override
  public Optional<String> identity() {
    return inner.identity();
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) throws IOException {
    return inner.stat(key);
  }

  @Override
  public Source open(ObjectStat stat) throws IOException {
    return inner.open(stat);
  }

  @Override
  public Upload begin(ObjectKey key) throws IOException {
    return new Damaging(inner.begin(key), part);
  }

  @Override
  public Upload resume(UploadToken token) throws IOException {
    return new Damaging(inner.resume(token), part);
  }

  @Override
  public void delete(ObjectKey key, Precondition when) throws IOException {
    inner.delete(key, when);
  }

  @Override
  public Page list(Optional<ObjectKey> folder, Optional<ObjectKey> after) throws IOException {
    return inner.list(folder, after);
  }

  @Override
  public Optional<UploadListing> uploads() {
    return inner.uploads();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }

  private record Damaging(Upload inner, int part) implements Upload {
    @Override
    public UploadToken token() {
      return inner.token();
    }

    @Override
    public PartReceipt put(int index, long at, ByteBuffer bytes, Digest digest) throws IOException {
      if (index != part) {
        return inner.put(index, at, bytes, digest);
      }
      ByteBuffer wrong =
          ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
      wrong.put(0, (byte) (wrong.get(0) ^ 0x10));
      return inner.put(index, at, wrong, digest);
    }

    @Override
    public List<PartReceipt> received() throws IOException {
      return inner.received();
    }

    @Override
    public Staged stage(List<PartReceipt> parts) throws IOException {
      return inner.stage(parts);
    }

    @Override
    public void abort() throws IOException {
      inner.abort();
    }

    @Override
    public void close() throws IOException {
      inner.close();
    }
  }
}
