// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.diskmill.image.LockedImageException;
import org.diskmill.image.OpenContext;
import org.diskmill.image.crypt.DecryptedSource;
import org.diskmill.image.crypt.LegacyKey;
import org.diskmill.image.crypt.LockedSource;
import org.diskmill.image.crypt.LuksHeader;
import org.diskmill.image.crypt.LuksKey;
import org.diskmill.image.crypt.Secrets;
import org.diskmill.image.crypt.SectorCipher;
import org.diskmill.image.crypt.SectorCiphers;
import org.diskmill.io.Source;

/** The file that guest clusters lie in, as they were before they were encrypted. */
final class GuestData {
  private final Source stored;
  private final Source readable;

  /** Of legacy encryption, whose sectors are numbered by the guest. */
  private final Optional<SectorCiphers> byGuestSector;

  private GuestData(Source stored, Source readable, Optional<SectorCiphers> byGuestSector) {
    this.stored = stored;
    this.readable = readable;
    this.byGuestSector = byGuestSector;
  }

  /**
   * Gets the key, if there must be one and somebody has the passphrase.
   *
   * @param luks of the image, where it is encrypted in that way
   */
  static GuestData open(
      Source data, Qcow2Header header, Optional<LuksHeader> luks, OpenContext context)
      throws IOException {
    if (header.cryptMethod() == 0) {
      return new GuestData(data, data, Optional.empty());
    }
    Optional<char[]> passphrase = context.passphrase();
    if (passphrase.isEmpty()) {
      return new GuestData(data, new LockedSource(data), Optional.empty());
    }
    return luks.isPresent()
        ? luks(data, luks.get(), passphrase.get())
        : new GuestData(data, data, Optional.of(LegacyKey.of(passphrase.get())));
  }

  /** Sectors are numbered by where they are stored. */
  private static GuestData luks(Source data, LuksHeader luks, char[] passphrase)
      throws IOException {
    byte[] secret = Secrets.bytes(passphrase);
    try {
      SectorCiphers ciphers = LuksKey.unlock(luks, secret)
          .orElseThrow(() ->
              new LockedImageException(data + ": the passphrase opens none of the LUKS key slots"));
      return new GuestData(data, new DecryptedSource(data, ciphers, 0), Optional.empty());
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** How much of the file can be read, in bytes. */
  long size() {
    return byGuestSector.isPresent()
        ? stored.size() / SectorCipher.SECTOR * SectorCipher.SECTOR
        : readable.size();
  }

  /** Where a run whose first guest byte is {@code guest} and lies at {@code at} can be read. */
  Source source(long guest, long at) {
    if (byGuestSector.isEmpty()) {
      return readable;
    }
    long shift = (guest - at) / SectorCipher.SECTOR;
    return new DecryptedSource(stored, byGuestSector.get(), shift);
  }

  @Override
  public String toString() {
    return stored.toString();
  }
}
