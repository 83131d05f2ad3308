// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.OpenContext;
import org.diskmill.image.crypt.DecryptedSource;
import org.diskmill.image.crypt.LegacyKey;
import org.diskmill.image.crypt.LockedSource;
import org.diskmill.image.crypt.SectorCipher;
import org.diskmill.image.crypt.SectorCiphers;
import org.diskmill.io.Source;

/** Guest clusters as they were before they were encrypted; sectors are numbered by the guest. */
final class QcowData {
  private final Source source;
  private final Optional<SectorCiphers> ciphers;

  private QcowData(Source source, Optional<SectorCiphers> ciphers) {
    this.source = source;
    this.ciphers = ciphers;
  }

  static QcowData open(Source source, QcowHeader header, OpenContext context) throws IOException {
    if (!header.encrypted()) {
      return new QcowData(source, Optional.empty());
    }
    Optional<char[]> passphrase = context.passphrase();
    return passphrase.isEmpty()
        ? new QcowData(new LockedSource(source), Optional.empty())
        : new QcowData(source, Optional.of(LegacyKey.of(passphrase.get())));
  }

  /** Where a run whose first guest byte is {@code guest} and lies at {@code at} can be read. */
  Source source(long guest, long at) {
    return ciphers.isEmpty()
        ? source
        : new DecryptedSource(source, ciphers.get(), (guest - at) / SectorCipher.SECTOR);
  }

  long size() {
    return ciphers.isEmpty()
        ? source.size()
        : source.size() / SectorCipher.SECTOR * SectorCipher.SECTOR;
  }
}
