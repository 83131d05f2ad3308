// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.nio.ByteBuffer;
import org.diskmill.image.LockedImageException;
import org.diskmill.io.Source;

/** Encrypted bytes to which nobody has the key: where they are can be said, what they are cannot. */
public final class LockedSource implements Source {
  private final Source stored;

  /** Stands for {@code stored}, which stays the caller's. */
  public LockedSource(Source stored) {
    this.stored = stored;
  }

  @Override
  public long size() {
    return stored.size();
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws LockedImageException {
    throw new LockedImageException(
        stored + ": guest data at " + offset + " are encrypted; give the passphrase");
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return stored.toString();
  }
}
