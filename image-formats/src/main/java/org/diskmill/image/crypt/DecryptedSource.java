// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.io.ReadHints;
import org.diskmill.io.Reused;
import org.diskmill.io.Source;

/**
 * Encrypted sectors of another source, as they were before. Places are the same in both; a last
 * sector that is not whole is not there.
 */
public final class DecryptedSource implements Source {
  private static final int SECTOR = SectorCipher.SECTOR;

  /** Enough for the cipher to run at full speed, few enough to stay in the processor's cache. */
  private static final int CHUNK = 128 << 10;

  private final Source stored;
  private final SectorCiphers ciphers;
  private final long sectorShift;
  private final Reused<byte[]> chunks = new Reused<>(() -> new byte[CHUNK]);

  /**
   * A view of {@code stored}, which stays the caller's.
   *
   * @param sectorShift what the number of a sector is more than its place says
   */
  public DecryptedSource(Source stored, SectorCiphers ciphers, long sectorShift) {
    this.stored = stored;
    this.ciphers = ciphers;
    this.sectorShift = sectorShift;
  }

  @Override
  public long size() {
    return stored.size() / SECTOR * SECTOR;
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    if (offset >= size()) {
      return -1;
    }
    int skip = (int) (offset % SECTOR);
    long wanted = Math.min(CHUNK, (long) skip + dst.remaining());
    int bytes = (int) Math.min((wanted + SECTOR - 1) / SECTOR * SECTOR, size() - (offset - skip));
    byte[] chunk = chunks.take();
    stored.readFully(offset - skip, ByteBuffer.wrap(chunk, 0, bytes));
    SectorCipher cipher = ciphers.take();
    cipher.decrypt((offset - skip) / SECTOR + sectorShift, chunk, 0, bytes);
    ciphers.give(cipher);
    int count = Math.min(dst.remaining(), bytes - skip);
    dst.put(chunk, skip, count);
    chunks.give(chunk);
    return count;
  }

  @Override
  public Object identity() {
    return List.of(stored.identity(), ciphers, sectorShift);
  }

  @Override
  public ReadHints hints() {
    return stored.hints();
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return stored.toString();
  }
}
