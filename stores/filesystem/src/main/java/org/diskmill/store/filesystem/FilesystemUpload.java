// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.io.Digest;
import org.diskmill.store.PartDigests;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Staged;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadToken;

/** An upload whose folder this process holds. */
final class FilesystemUpload implements Upload {
  private final Root root;
  private final StagingArea staging;
  private final UploadFolder folder;
  private final UploadLocks.Hold hold;
  private final Arrivals arrivals;
  private final Publisher publisher;
  private final boolean checkParts;
  private volatile boolean staged;
  private volatile boolean closed;

  FilesystemUpload(
      Root root,
      StagingArea staging,
      UploadFolder folder,
      UploadLocks.Hold hold,
      Arrivals arrivals,
      Publisher publisher,
      boolean checkParts) {
    this.root = root;
    this.staging = staging;
    this.folder = folder;
    this.hold = hold;
    this.arrivals = arrivals;
    this.publisher = publisher;
    this.checkParts = checkParts;
  }

  @Override
  public UploadToken token() {
    return folder.token();
  }

  @Override
  public PartReceipt put(int index, long at, ByteBuffer bytes, Digest digest) throws IOException {
    requireOpen();
    if (staged) {
      throw new IllegalStateException(token() + ": already staged");
    }
    root.requireHere();
    if (checkParts && !PartDigests.of(bytes).equals(digest)) {
      throw new StoreException(
          Reason.CORRUPTED, token() + ": part " + index + " is not what " + digest + " says");
    }
    return arrivals.put(index, at, bytes.duplicate(), digest);
  }

  @Override
  public List<PartReceipt> received() throws IOException {
    requireOpen();
    return arrivals.received();
  }

  @Override
  public Staged stage(List<PartReceipt> parts) throws IOException {
    requireOpen();
    root.requireHere();
    String version = arrivals.complete(parts);
    staged = true;
    long size = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).end();
    return new FilesystemStaged(publisher, folder, size, version);
  }

  @Override
  public void abort() throws IOException {
    root.requireHere();
    if (closed) {
      // Somebody else may have taken it up since.
      staging.abandon(token());
      return;
    }
    closed = true;
    try (hold) {
      arrivals.discard();
      staging.remove(folder);
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (hold) {
        arrivals.close();
      }
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException(root + ": " + token() + ": the upload is closed");
    }
  }
}
